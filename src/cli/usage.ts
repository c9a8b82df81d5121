export const USAGE: string = `permu — 亩均效益综合评价 per-mu evaluation of firms

用法 usage:
  permu evaluate --scheme <id|file|family|folder> --data <file|folder> [--data …] --out <folder>
                 [--year Y] [--history <evaluation.json>]… [--adjustments <csv>] [--mapping <json>]
                 [--force] [--strict] [--lang zh|en] [--json]
      评价并写出结果 evaluate, and write the results into --out:
      results.csv clearance.csv leaders.csv policies.csv issues.csv evaluation.json scheme.json
      facts.json receipt.json
  permu check <scheme id|scheme.json> [--lang zh|en] [--json]
      检查评价办法 find the faults of a scheme, count what is assumed, list what is not modelled
  permu check --data <file|folder>… [--scheme <id|file>] [--mapping <json>] [--write-mapping <json>] [--year Y] [--json]
      查看各表各列如何被读取、合计是否相符；--write-mapping 写出待定列的对照表草稿 show how each column of each
      table is read and whether its totals add up; --write-mapping drafts a mapping of what is open
  permu explain --run <folder> --firm <id|name> [--format text|json|markdown|html] [--out <file>]
                [--force] [--lang zh|en]
      一家企业的结果如何得出；html 为一页告知书 how a firm came to its result; html is its notice of one page
  permu reach --run <folder> --firm <id|name> [--grade <等级>] [--flag <标记>] [--lever <数据项>]… [--both]
              [--format text|json|markdown] [--json] [--lang zh|en]
      提升等级或退出名单，单独改变哪一项、最少改变多少 the least change of each single amount for a better grade
      or to leave a list; --both 增减都试 try more and less of each
  permu verify --run <folder> [--data <file|folder>]… [--mapping <json>] [--scheme <id|file>] [--lang zh|en] [--json]
      重新计算并逐字节核对，退出码 1 表示不一致 compute a run again and compare every byte; 1 if it differs
  permu stability --run <folder> [--scenarios 1000] [--seed 1] [--weights 10%] [--baselines 10%] [--pairs 200]
                 [--leave-out 1500] [--plan <json>] [--format text|markdown|csv|json] [--out <file>] [--force]
                 [--json] [--lang zh|en]
      各企业等级的稳定性：权重、基准值、舍入、并列处理、计分方法变动时，等级是否改变，哪一项影响最大
      how firm each grade is when weights, baselines, rounding, ties and methods vary, and which of them matters most
      企业很多时默认抽取较少，实际数量见结果 of very many firms fewer are drawn unless told otherwise; the result states how many
  permu compare --from <folder> --to <folder> [--format text|json|csv|markdown] [--all] [--out <file>] [--force]
                [--lang zh|en]
      两次评价对照：等级变动、变动原因、出清进展 two runs: who moved between grades, and why; clearance
  permu compare --run <folder> --scheme <id|file>  […]
      模拟办法修订：同一批企业按修订后的办法评价 the same firms by an edited scheme: what a reform would do
  permu schemes [--year Y] [--json]
      内置评价办法 list the built-in schemes, of all years or those in force in one
  permu schemes --show <id|file|family|folder> [--year Y] [--lang zh|en] [--effective]
      逐条读出评价办法，便于与文件核对 read a scheme in sentences, to hold against the document;
      --effective 输出合并上级办法后的 JSON print the JSON in effect, parents merged

选项 options:
  --year Y    评价年度 evaluation year; picks the version of a family or folder of schemes that is in force
  --adjustments  申诉复核后的人工更正与等级调整，逐行写明原值、新值、理由、文号、批准人、日期
              corrections and moves by hand, each with reason, document, approver and date
  --mapping   人工指定的表头、列、单位对照表 what somebody has settled about headers, columns and units
  --history   往年的 evaluation.json，可有多份 earlier evaluations, where the scheme asks for them
  --force     覆盖 --out 已有的评价结果或文件 replace an earlier run, or the file, of --out (without it nothing is ever replaced)
  --all       对照时也列出没有变动的企业（csv 总是列出） list unmoved firms too, as csv always does
  --strict    有拒收或错误即不写出，退出码 1 write nothing and exit 1 if anything was refused
  --lang      文件与提示的语言 language of files and messages (zh)
  --json      供程序读取 answer in JSON on standard output

退出码 exit codes: 0 完成 done · 1 --strict 未通过、核对不一致 or faults found, not the same · 2 未完成 not done
`;

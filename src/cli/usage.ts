export const USAGE: string = `permu — 亩均效益综合评价 per-mu evaluation of firms

用法 usage:
  permu evaluate --scheme <id|file> --data <file|folder> [--data …] --out <folder>
                 [--year Y] [--history <evaluation.json>]… [--adjustments <csv>]
                 [--force] [--strict] [--lang zh|en] [--json]
      评价并写出结果 evaluate, and write the results into --out:
      results.csv clearance.csv leaders.csv policies.csv issues.csv evaluation.json scheme.json
  permu check <scheme id|scheme.json> [--lang zh|en] [--json]
      检查评价办法 find the faults of a scheme
  permu check --data <file|folder> --scheme <id|file> [--year Y] [--lang zh|en] [--json]
      查看数据如何被读取 show how each column of each file is read, without a run
  permu schemes [--show <id>] [--json]
      内置评价办法 list the built-in schemes, or print one

选项 options:
  --year Y    评价年度 evaluation year, where neither data nor scheme settle it
  --adjustments  申诉复核后的人工更正与等级调整，逐行写明原值、新值、理由、文号、批准人、日期
              corrections and moves by hand, each with reason, document, approver and date
  --history   往年的 evaluation.json，可有多份 earlier evaluations, where the scheme asks for them
  --force     覆盖已有的评价结果 replace an earlier run in --out (nothing else is ever replaced)
  --strict    有拒收或错误即不写出，退出码 1 write nothing and exit 1 if anything was refused
  --lang      文件与提示的语言 language of files and messages (zh)
  --json      供程序读取 answer in JSON on standard output

退出码 exit codes: 0 完成 done · 1 --strict 未通过 or faults found · 2 未完成 not done
`;

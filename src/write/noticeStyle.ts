/** The notice's style: one A4 page, black on white, as official letters are; nothing is loaded from anywhere. */
export const NOTICE_STYLE: string = `
@page { size: A4; margin: 0 }
* { box-sizing: border-box }
html { background: #e9e9e9 }
body { margin: 0; color: #000; font-family: "Songti SC", "STSong", "SimSun", "Noto Serif CJK SC", "Source Han Serif SC", serif }
.page { width: 210mm; min-height: 297mm; margin: 0 auto; padding: 13mm 16mm 9mm; background: #fff; display: flex; flex-direction: column; font-size: 9.6pt; line-height: 1.42 }
.dense { font-size: 8.5pt; line-height: 1.32; padding: 10mm 14mm 7mm }
.tight { font-size: 7.4pt; line-height: 1.24; padding: 8mm 12mm 6mm }
.tiny { font-size: 6.1pt; line-height: 1.14; padding: 7mm 11mm 5mm }
h1 { font-size: 2.15em; letter-spacing: .12em; text-align: center; margin: 0 0 .12em; font-weight: 700 }
.en h1 { letter-spacing: .02em }
.method { text-align: center; margin: 0; padding-bottom: .55em; border-bottom: 1.4pt solid #b3261e }
.to { margin: .7em 0 .1em; font-weight: 700; font-size: 1.08em }
.opening { margin: 0 0 .5em; text-indent: 2em }
.en .opening { text-indent: 0 }
h2 { font-size: 1.07em; margin: .6em 0 .22em; font-weight: 700; break-after: avoid }
p { margin: .08em 0; overflow-wrap: anywhere }
table { width: 100%; border-collapse: collapse; table-layout: auto }
th, td { border: .5pt solid #555; padding: .12em .42em; text-align: left; vertical-align: middle; overflow-wrap: anywhere }
th { background: #f1f1f1; font-weight: 700; text-align: center; white-space: nowrap }
td.number, td.points { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }
td.weight, td.unit { text-align: center; white-space: nowrap }
td.name { white-space: nowrap }
td.points { font-weight: 700 }
.data td.name { white-space: normal; min-width: 11em }
.tiny .data td:last-child { min-width: 23em }
.result { table-layout: fixed }
.result td { text-align: center; padding: .3em }
.result .word { font-size: .92em; color: #333 }
.result .large { font-size: 1.75em; font-weight: 700; line-height: 1.2 }
.sum { font-weight: 700 }
.end { margin-top: auto; padding-top: .8em }
.data, .scoring, .quota { margin-bottom: .25em }
.signed { display: flex; justify-content: space-between; margin-top: .9em; padding-right: 2em }
.receipt { margin-top: .9em; padding-top: .3em; border-top: .5pt solid #999; color: #555; font-size: .82em }
@media screen { .page { margin: 8mm auto; box-shadow: 0 0 6mm #bbb } }
@media print { html { background: #fff } * { -webkit-print-color-adjust: exact; print-color-adjust: exact } }
`;

import { readThreshold } from "./expectations";
import { plainTitle } from "./inline";

const english =
  /^(?:any|too many)\s|\b(?:if|when|whenever|unless|exceed(?:s|ed|ing)?|fail(?:s|ed|ing|ures?)?|drops|dropped|dropping|drop (?:in|of|below)|unable|inability|cannot|can.?t|can not|could not|(?:is|are|does|do|did|not)(?: not|n.t) (?:respond|work|start|load|com)\w*|errors?|loss|lost|corrupt\w*|crash\w*|outages?|unavailab\w*|unreachable|unresponsive|inaccessible|degrad\w*|spikes?|breach\w*|time-?outs?|times? out|(?:is|are|goes|go|went) down|above|below|(?:more|less|greater|fewer) than|increas(?:es?|ed|ing)|decreas(?:es?|ed|ing)|ris(?:es|ing)|broken|incidents?|vulnerabilit\w*|sev-?\s?\d|p[01]|stuck|stall\w*|leak\w*|inconsisten\w*|regressions?)\b/i;
const foreign =
  /(?<!\p{L})(?:wenn|falls|sobald|sofern|quand|lorsque|dès que|cuando|quando)(?!\p{L})|^(?:si|se)\s|überschr|übersteig|unterschr|fehler|fehlschl|ausfall|ausfäll|fällt aus|sinkt|steigt|nicht (?:erreichbar|möglich|verfügbar)|kann nicht|verlust|absturz|abstürz|beschädig|dépass|échou|échec|erreur|chute|baisse|impossible|indispon|perte|panne|corromp|supera|excede|ultrapass|falla|fallo|falha|erro(?:r|res|s)?(?!\p{L})|errori|(?<!\p{L})(?:cae|caen|cai|caem|cala)(?!\p{L})|imposible|impossív|impossibil|no (?:se puede|responde|funciona)|não (?:é possível|responde|funciona)|non (?:è possibile|risponde|funziona|disponibil)|pérdida|perda|perdita|caída|queda|caduta|eccede|fallisc|fallit|если|когда|превы|ошиб|сбо[йяи]|пада[ею]т|упал|паден|не удаётся|не удается|не работает|невозможн|недоступ|потер|отказ|如果|当.{1,40}时|超过|超出|高于|低于|失败|错误|异常|无法|不能|上升|下降|丢失|不可用|崩溃|故障|宕机|場合|超え|超過|失敗|エラー|異常|できない|不能|低下|停止|障害|損失|ダウン|경우|초과|실패|오류|에러|불가|하락|장애|손실/iu;
const limit = /[<>≤≥]\s?\d|\d\s?%/u;

/** True where a line says when something holds ("Login fails", "P95 > 2 s", "5xx at 3 %"), not merely what there is. */
export function saysWhen(row: string): boolean {
  const text = plainTitle(row.slice(0, 600));
  return limit.test(text) || english.test(text) || foreign.test(text) || readThreshold(text) !== undefined;
}

import type { Assumption, Change, Outcome, Reason, RuleStep, Step } from '../model/trace.ts';
import { assumptionTexts } from './assumption-texts.ts';
import { dropTexts } from './drop-texts.ts';
import { fieldNames } from './field-names.ts';
import { unknownNames } from './unknown-names.ts';

/** A language of the site. */
export type Language = 'zh' | 'en';

function fieldName(field: string, language: Language): string {
  return fieldNames[field]?.[language] ?? field;
}

/** Why a condition misses or is open, in one clause: `` `--dport 80` 不符：目的端口是 8080 ``. */
export function explainReason(
  { condition, field, actual, unknown, result }: Reason,
  language: Language,
): string {
  const name = fieldName(field, language);
  const zh = language === 'zh';
  if (result === 'undecided' && unknown) {
    const why = unknownNames[unknown][language];
    const what = unknown === 'not-given' ? (zh ? `${name}：` : `${name}: `) : '';
    return zh ? `\`${condition}\` 不能确定：${what}${why}` : `\`${condition}\` is undecided: ${what}${why}`;
  }
  if (actual === null)
    return zh ? `\`${condition}\` 不符：没有${name}` : `\`${condition}\` does not match: there is no ${name}`;
  return zh
    ? `\`${condition}\` 不符：${name}是 ${actual}`
    : `\`${condition}\` does not match: the ${name} is ${actual}`;
}

const changeNames = {
  zone: { zh: 'conntrack zone', en: 'conntrack zone' },
  untracked: { zh: '跟踪', en: 'tracking' },
} as const;

/** A rewrite: `目的端口 8080 → 80`. */
export function explainChange({ field, from, to }: Change, language: Language): string {
  const zh = language === 'zh';
  if (field === 'untracked') return zh ? '不再跟踪这个连接' : 'the connection is not tracked';
  const name = field === 'zone' ? changeNames.zone[language] : fieldName(field, language);
  const none = zh ? '无' : 'none';
  const open = zh ? '由内核选' : "the kernel's choice";
  return `${name} ${from ?? none} → ${to ?? open}`;
}

function explainChanges(changes: readonly Change[], language: Language): string {
  return changes.map((change) => explainChange(change, language)).join(language === 'zh' ? '，' : ', ');
}

function explainVerdict({ verdict, target }: RuleStep, language: Language): string {
  const zh = language === 'zh';
  switch (verdict) {
    case 'ACCEPT':
      return zh ? '放行：这张表到此为止' : 'accepted: this table is done';
    case 'DROP':
      return zh ? '丢弃' : 'dropped';
    case 'REJECT':
      return zh ? '拒绝，并告诉发送方' : 'rejected, and the sender is told';
    case 'RETURN':
      return zh ? '返回上一级链' : 'back to the calling chain';
    case 'JUMP':
      return zh ? `跳到 ${target} 链` : `to the chain ${target}`;
    case 'GOTO':
      return zh ? `转到 ${target} 链，不再回来` : `to the chain ${target}, and not back`;
    case 'QUEUE':
    case 'STOLEN':
      return zh ? '交给用户态程序' : 'handed to userspace';
    default:
      return zh ? '继续看下一条' : 'on to the next rule';
  }
}

function explainRule(step: RuleStep, language: Language): string {
  const zh = language === 'zh';
  const separator = zh ? '；' : '; ';
  const reasons = step.reasons.map((reason) => explainReason(reason, language)).join(separator);
  if (step.result === 'miss') return reasons;
  const changes = explainChanges(step.changes, language);
  const verdict = [changes, explainVerdict(step, language)].filter(Boolean).join(separator);
  if (step.result === 'match') return zh ? `匹配，${verdict}` : `matches: ${verdict}`;
  const chance =
    step.probability === null
      ? ''
      : zh
        ? `（概率 ${Math.round(step.probability * 100)}%）`
        : ` (chance ${Math.round(step.probability * 100)} %)`;
  return zh ? `${reasons}${chance}。若匹配：${verdict}` : `${reasons}${chance}. If it matches: ${verdict}`;
}

/** What happened in one step, in one sentence. */
export function explainStep(step: Step, language: Language): string {
  const zh = language === 'zh';
  switch (step.kind) {
    case 'rule':
      return explainRule(step, language);
    case 'policy':
      return zh
        ? `链到了头，按默认策略${step.verdict === 'DROP' ? '丢弃' : '放行'}`
        : `the chain ends, its policy ${step.verdict === 'DROP' ? 'drops' : 'accepts'}`;
    case 'conntrack': {
      const reply = step.direction === 'reply';
      if (step.state === 'NEW')
        return zh ? '连接跟踪：新连接，建一条记录' : 'conntrack: a new connection gets an entry';
      if (step.state === 'UNTRACKED') return zh ? '连接跟踪：不跟踪' : 'conntrack: not tracked';
      if (step.state === 'INVALID')
        return zh
          ? '连接跟踪：不属于任何连接，也开不了新连接'
          : 'conntrack: it belongs to no connection and cannot start one';
      return zh
        ? `连接跟踪：属于已有的连接（${step.state}，${reply ? '应答' : '原始'}方向）`
        : `conntrack: it belongs to a known connection (${step.state}, ${reply ? 'reply' : 'original'} direction)`;
    }
    case 'translation':
      return zh
        ? `按连接记录里的转换改写：${explainChanges(step.changes, language)}（不看 nat 表）`
        : `rewritten by the connection's stored translation: ${explainChanges(step.changes, language)} (the nat table is not asked)`;
    case 'routing':
      return explainRouting(step, language);
    case 'bridge':
      if (!step.seen)
        return zh
          ? `在网桥 ${step.bridge} 里直接转发；br_netfilter 没开，iptables 看不到`
          : `bridged within ${step.bridge}; without br_netfilter iptables does not see it`;
      return zh
        ? `留在网桥 ${step.bridge} 里转发；br_netfilter 让 iptables 看到它`
        : `bridged within ${step.bridge}; br_netfilter shows it to iptables`;
    case 'loopback':
      return zh ? '经过 lo 回到本机，从 PREROUTING 进来' : 'round by lo, and in again by PREROUTING';
  }
}

function explainRouting(step: Extract<Step, { kind: 'routing' }>, language: Language): string {
  const zh = language === 'zh';
  if (step.decision === 'local')
    return zh
      ? `路由：${step.packet.dst} 是本机地址，交给本机`
      : `routing: ${step.packet.dst} is this machine's address`;
  const via =
    step.via !== null && step.via !== step.packet.dst
      ? zh
        ? `，下一跳 ${step.via}`
        : `, next hop ${step.via}`
      : '';
  const again = step.again ? (zh ? '重新查路由' : 'routing, once more') : zh ? '路由' : 'routing';
  const way = step.decision === 'forward' ? (zh ? '转发' : 'forwarded') : zh ? '发出' : 'sent';
  return zh ? `${again}：从 ${step.out} ${way}${via}` : `${again}: ${way} by ${step.out}${via}`;
}

function explainDecider({ by, reason }: Outcome, language: Language): string {
  const zh = language === 'zh';
  if (reason) return dropTexts[reason][language];
  if (!by) return '';
  const rule =
    by.rule === null ? (zh ? '的默认策略' : "'s policy") : zh ? ` 第 ${by.rule} 条` : `, rule ${by.rule}`;
  return `${by.table} ${by.chain}${rule}`;
}

/** How the walk ended, in one sentence. */
export function explainOutcome(outcome: Outcome, language: Language): string {
  const zh = language === 'zh';
  const { packet, via, rejectWith } = outcome;
  const { src, dst, sport, dport, out, in: from } = packet;
  const at = (address: string, port: number | null) =>
    port === null ? address : address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
  const where = at(dst, dport);
  switch (outcome.kind) {
    case 'delivered':
      return zh
        ? `交给本机 ${where}（来自 ${at(src, sport)}）`
        : `delivered to this machine at ${where}, from ${at(src, sport)}`;
    case 'forwarded':
    case 'sent': {
      const hop = via !== null && via !== dst ? (zh ? `，下一跳 ${via}` : `, next hop ${via}`) : '';
      const verb = outcome.kind === 'sent' ? (zh ? '发出' : 'sent') : zh ? '转发出去' : 'forwarded';
      return zh
        ? `从 ${out} ${verb}，到 ${where}${hop}（源地址 ${at(src, sport)}）`
        : `${verb} by ${out} to ${where}${hop}, source ${at(src, sport)}`;
    }
    case 'bridged':
      return zh ? `在网桥 ${out ?? from} 里送到 ${where}` : `bridged within ${out ?? from} to ${where}`;
    case 'dropped':
      return zh
        ? `丢弃：${explainDecider(outcome, language)}`
        : `dropped: ${explainDecider(outcome, language)}`;
    case 'rejected':
      return zh
        ? `拒绝（${rejectWith}）：${explainDecider(outcome, language)}`
        : `rejected (${rejectWith}): ${explainDecider(outcome, language)}`;
    case 'unknown':
      return zh
        ? `不能确定：${explainDecider(outcome, language)}`
        : `undecided: ${explainDecider(outcome, language)}`;
  }
}

/** What was assumed, in one sentence. */
export function explainAssumption({ kind, value }: Assumption, language: Language): string {
  return assumptionTexts[kind][language].replace('{}', value);
}

/** The checklist of the journeys: every construct they touch, in a page. */
export const checklist = `# Ledger release

**Version**: 3.1

## Before the release

### Backups
- **Severity**: CRITICAL
- **Estimated Time**: 40 minutes

- [ ] Nightly dump copied to the second site
- [ ] Restore rehearsed on a scratch machine
  - [ ] Row counts agree
  - [ ] Login works

**Verification**:
\`\`\`bash
pg_restore --list ledger.dump
\`\`\`

### Alerts
- **Severity**: HIGH

- [ ] Pager reaches the person on call

## Deployment

- [ ] Switch the load balancer
- [ ] Watch the first hundred payments

## Sign-off

- [ ] **Technical Lead:** ________ Date: ____
- [ ] **Security Lead:** ________ Date: ____
`;

/** The leaves that block the first gate. */
export const items = {
  dump: "Nightly dump copied to the second site",
  restore: "Restore rehearsed on a scratch machine",
  rows: "Row counts agree",
  login: "Login works",
  pager: "Pager reaches the person on call",
  switch: "Switch the load balancer",
  watch: "Watch the first hundred payments",
} as const;

/** Severity, order and roles apart, a small list with boxes that were ticked in the file. */
export const tickedChecklist = `# Mirror switch

## Before

- [x] Second region answers
- [x] Certificates renewed
- [ ] Traffic drained
`;

/** In Gonogo's own dialect: a choice, triggers and a gate with one signer. */
export const decisions = `---
gonogo: 1
---

# Region move

## Before {stage=before}

- [ ] Charts packaged {severity=critical}

> **Which tool rolls it out?** {choice decider="@Move lead" #tool}
>
> - Helm {items=charts-packaged}
> - Kustomize

<!-- /phase -->

> **May we move?** {gate asks=deploy #move}
>
> - [ ] **Move lead**: The charts are the ones we tested.

## Rollback {stage=contingency}

- Error rate above 5 % {trigger}
- Costs above the forecast {trigger tier=investigate}
`;

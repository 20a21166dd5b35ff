package kz.bilik.report;

/**
 * How a piece is counted, in SQL: what follows from the records alone, said once. A piece is a region and a month, {@code
 * :region}, {@code :piece} and the moments {@code :from} and {@code :to} between which the month lies.
 */
final class Counts {

    /** The application came to the career centre: the last check took a voucher, or a decision on appeal stood in for it. */
    private static final String ARRIVED =
            "('application.check-voucher-left', 'application.quota-overridden', 'application.voucher-reserved-on-appeal')";

    private static final String OF_CASES = " a.region = :region and a.received_at >= :from and a.received_at < :to";

    private static final String OF_ACTS = " e.region = :region and e.created_at >= :from and e.created_at < :to";

    /**
     * The steps by which an application passes from one body to the next, each with the step that came after it: whatever
     * begins a term or a wait is ended by the next of these. Rounds before an appeal stand there as they were.
     */
    static final String STEPS =
            """
            select a.number, a.region, a.career_centre, a.received_at, e.code, e.happened_at as began_at,
                lead(e.code) over (partition by e.application order by e.id) as next_code,
                lead(e.happened_at) over (partition by e.application order by e.id) as ended_at,
                max(case when e.code = 'application.reopened' then e.happened_at end)
                    over (partition by e.application order by e.id) as reopened_at,
                sum(case when e.code = 'application.handed-over' then 1 else 0 end)
                    over (partition by e.application order by e.id) as handovers
            from report_case a
            join report_event e on e.application = a.number
            where e.code in ('application.received', 'application.reopened', 'application.check-voucher-left',
                'application.quota-overridden', 'application.voucher-reserved-on-appeal', 'application.handed-over',
                'application.forwarded', 'application.another-centre', 'application.sent-to-recognition-centre',
                'application.confirmed', 'application.centre-declined', 'application.refused', 'application.withdrawn',
                'voucher.issued') and\s""";

    /**
     * Each term that began, with the body whose it is; ended when what the clause asks was done, or gone when something else
     * made it end: withdrawn, handed to another centre, returned.
     */
    private static final String BEGUN =
            """
            select case when s.code in %1$s or s.code = 'application.handed-over' then 'cl. 8'
                    when s.code in ('application.forwarded', 'application.another-centre') then 'cl. 9.1'
                    when s.code = 'application.centre-declined' then 'cl. 9.2' else 'cl. 10' end as clause,
                s.number,
                case when s.code in %1$s or s.code = 'application.handed-over'
                    then coalesce((select h.from_centre from report_handover h
                                   where h.application = s.number and h.ordinal = s.handovers + 1), s.career_centre)
                    else '' end as centre,
                s.began_at, cast(s.began_at as date) as began_on,
                case when s.code in ('application.another-centre', 'application.confirmed', 'application.centre-declined')
                    then cast(s.began_at as date)
                    else cast(coalesce(s.reopened_at, s.received_at) as date) end as submitted_on,
                s.ended_at, cast(s.ended_at as date) as ended_on,
                coalesce(s.next_code in ('application.withdrawn', 'application.handed-over'), false) as gone
            from (%2$s) s
            where s.code in %1$s or s.code in ('application.handed-over', 'application.forwarded',
                'application.another-centre', 'application.centre-declined', 'application.confirmed')
            union all
            select 'cl. 13', a.number, '', c.began_at, cast(c.began_at as date), cast(c.began_at as date), c.ended_at,
                cast(c.ended_at as date), c.closed
            from report_case a
            join report_voucher v on v.application = a.number
            join report_certificate c on c.voucher = v.number
            where %3$s
            union all
            select 'cl. 16', e.act, e.recognition_centre, cast(e.owed_from as timestamp with time zone), e.owed_from,
                e.owed_from, e.received_at, cast(e.received_at as date), false
            from report_edition e
            where %4$s and (e.state <> 'EMPTIED' or e.received_at is not null)
            union all
            select 'cl. 17', e.act, '', e.received_at, cast(e.received_at as date), cast(e.received_at as date),
                e.ended_at, cast(e.ended_at as date), coalesce(e.decision = 'RETURN', false)
            from (select e.*, case when e.decision = 'RETURN' then e.decided_at else
                      (select case when count(*) = sum(case when o.state = 'CONFIRMED' then 1 else 0 end)
                                   then max(o.answered_at) end
                       from report_order o where o.act = e.act) end as ended_at
                  from report_edition e
                  where %4$s and e.received_at is not null) e"""
                    .formatted(ARRIVED, STEPS + OF_CASES, OF_CASES, OF_ACTS);

    /** The same with the last day of each, which nothing has that began before the edition of the order. */
    private static final String TERMS =
            """
            select t.*, d.due_on, s.due_on as due_from_submission,
                cast(extract(year from t.began_on) as integer) * 100
                    + cast(extract(month from t.began_on) as integer) as month_of
            from (%s) t
            join report_due d on d.clause = t.clause and d.event_on = t.began_on
            join report_due s on s.clause = t.clause and s.event_on = t.submitted_on"""
                    .formatted(BEGUN);

    /** Kept is what was done by its last day, missed what was not; what ended otherwise before that day is neither. */
    static final String LIMITS =
            """
            insert into report_limit (piece, region, month_of, clause, centre, kept, missed, kept_from_submission,
                missed_from_submission)
            select :piece, :region, t.month_of, t.clause, t.centre,
                sum(case when t.ended_on <= t.due_on and not t.gone then 1 else 0 end),
                sum(case when t.ended_on > t.due_on then 1 else 0 end),
                sum(case when t.ended_on <= t.due_from_submission and not t.gone then 1 else 0 end),
                sum(case when t.ended_on > t.due_from_submission then 1 else 0 end)
            from (%s) t
            where t.ended_on is not null
            group by t.month_of, t.clause, t.centre"""
                    .formatted(TERMS);

    /** What was missed by either reading, and what still runs. */
    static final String LATE =
            """
            insert into report_term (piece, region, month_of, clause, centre, number, began_on, began_at, due_on,
                due_from_submission, ended_on, ended_at, gone)
            select :piece, :region, t.month_of, t.clause, t.centre, t.number, t.began_on, t.began_at, t.due_on,
                t.due_from_submission, t.ended_on, t.ended_at, t.gone
            from (%s) t
            where t.ended_on is null or t.ended_on > t.due_on or t.ended_on > t.due_from_submission"""
                    .formatted(TERMS);

    /**
     * How far each application came. What it has come to once it has come to, whatever an appeal began anew; a voucher and
     * an act count as they stand, so that what was returned is not sent.
     */
    static final String FLOW =
            """
            insert into report_flow (month_of, region, career_centre, received, checked, forwarded, asked, confirmed, issued,
                used, examined, act_sent, act_accepted, paid, refused, withdrawn, reopened, valid, in_use, lapsed, given_up,
                extended, brought_back)
            select :piece, :region, c.career_centre, count(*), sum(c.checked), sum(c.forwarded), sum(c.asked),
                sum(c.confirmed), count(c.state), sum(case when c.state in ('USED', 'EXAMINED') then 1 else 0 end),
                sum(case when c.state = 'EXAMINED' then 1 else 0 end),
                sum(case when c.state = 'EXAMINED' and c.act_state in ('SENT', 'ACCEPTED') then 1 else 0 end),
                sum(case when c.state = 'EXAMINED' and c.act_state = 'ACCEPTED' then 1 else 0 end),
                sum(case when c.state = 'EXAMINED' and c.act_state = 'ACCEPTED' and c.paid then 1 else 0 end),
                sum(case when c.outcome = 'REFUSED' then 1 else 0 end),
                sum(case when c.outcome = 'WITHDRAWN' then 1 else 0 end), sum(c.reopened),
                sum(case when c.state = 'ISSUED' then 1 else 0 end), sum(case when c.state = 'USED' then 1 else 0 end),
                sum(case when c.state = 'LAPSED' then 1 else 0 end),
                sum(case when c.state = 'WITHDRAWN' then 1 else 0 end),
                sum(c.extended), sum(c.brought_back)
            from (
                select a.number, a.career_centre, a.outcome, v.state, f.*,
                    (select x.state from report_edition x where x.act = l.act and x.edition = 1) as act_state,
                    coalesce((select count(*) > 0 and count(*) = sum(case when o.state = 'CONFIRMED' then 1 else 0 end)
                              from report_order o where o.act = l.act and o.line = l.line), false) as paid
                from report_case a
                join (select e.application,
                        max(case when e.code in %1$s then 1 else 0 end) as checked,
                        max(case when e.code = 'application.forwarded' then 1 else 0 end) as forwarded,
                        max(case when e.code = 'application.sent-to-recognition-centre' then 1 else 0 end) as asked,
                        max(case when e.code = 'application.confirmed' then 1 else 0 end) as confirmed,
                        max(case when e.code = 'application.reopened' then 1 else 0 end) as reopened,
                        max(case when e.code in ('voucher.extended', 'voucher.brought-back') then 1 else 0 end) as extended,
                        max(case when e.code = 'voucher.brought-back' then 1 else 0 end) as brought_back
                    from report_case a join report_event e on e.application = a.number
                    where %2$s group by e.application) f on f.application = a.number
                left join report_voucher v on v.application = a.number
                left join report_line l on l.voucher = v.number and l.stands
                where %2$s) c
            group by c.career_centre"""
                    .formatted(ARRIVED, OF_CASES);

    /** A ground counts once for an application, however often it was given; what was overturned does not refuse it. */
    static final String REFUSALS =
            """
            insert into report_refusal (month_of, region, career_centre, ground, clause, refused, overturned)
            select :piece, :region, a.career_centre, g.ground, g.clause,
                count(distinct case when a.outcome = 'REFUSED' and not g.overturned then a.number end),
                count(distinct case when g.overturned then a.number end)
            from report_case a join report_ground g on g.application = a.number
            where %s
            group by a.career_centre, g.ground, g.clause"""
                    .formatted(OF_CASES);

    /** Of what was ordered anew only the last order counts. */
    static final String MONEY =
            """
            insert into report_money (piece, region, budget_year, kind, paid, paid_orders, under_way, open_orders)
            select :piece, :region, o.budget_year, o.kind, sum(case when o.state = 'CONFIRMED' then o.amount else 0 end),
                sum(case when o.state = 'CONFIRMED' then 1 else 0 end),
                sum(case when o.state <> 'CONFIRMED' then o.amount else 0 end),
                sum(case when o.state <> 'CONFIRMED' then 1 else 0 end)
            from (select o.kind, o.state, o.amount,
                    cast(extract(year from cast(case when o.state = 'CONFIRMED' then o.answered_at else o.created_at end
                        as date)) as integer) as budget_year
                from report_order o
                where o.act in (select e.act from report_edition e where e.edition = 1 and %s)) o
            group by o.budget_year, o.kind"""
                    .formatted(OF_ACTS);

    private Counts() {}
}

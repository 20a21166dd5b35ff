package kz.bilik.kill;

import java.util.List;

/**
 * What must hold of the records once everything is quiet, whatever was killed before. Each law is a query that names what
 * breaks it, one text a row; it runs on H2 and on PostgreSQL. What the world outside knows stands beside the records in the
 * tables {@code outside_…} of {@link Outside}, which the audit fills from the books of the callers, the bank and the AIS.
 * {@code {sha256 …}} stands for the lower-case digest of a column of bytes.
 */
final class Laws {

    /**
     * A law.
     *
     * @param name what holds
     * @param by the clause of the order or the promise that demands it
     */
    record Law(String name, String by, String broken) {

        @Override
        public String toString() {
            return name;
        }
    }

    static final List<Law> ALL = List.of(
            // applications

            new Law(
                    "an application that was acknowledged is kept, to the byte",
                    "cl. 3.2; the answer 202 promises it",
                    """
                    select k.number from outside_acknowledged k where not exists (
                      select 1 from application a where a.number = k.number and a.iin = k.iin and a.sha256 = k.sha256
                        and cast(a.submission_id as varchar(36)) = k.submission_id and {sha256 a.content} = k.sha256)"""),
            new Law(
                    "it is kept exactly once, under one number, and nothing is kept that nobody sent",
                    "cl. 3.2; sent again it has the same number",
                    """
                    select min(a.number) from application a group by a.iin, a.submission_id having count(*) > 1
                    union all
                    select min(k.number) from outside_acknowledged k group by k.submission_id
                    having count(distinct k.number) > 1
                    union all
                    select a.number from application a where not exists (
                      select 1 from outside_acknowledged k where k.number = a.number)"""),
            new Law(
                    "each of its files is there once, to the byte",
                    "cl. 3.2",
                    """
                    select e.number || ' ' || e.file_name from outside_enclosed e where 1 <> (
                      select count(*) from document_file d where d.owner = e.number and d.file_name = e.file_name
                        and d.sha256 = e.sha256 and {sha256 d.content} = e.sha256)"""),
            new Law(
                    "the evidence of its signature is there once, over the bytes that were kept",
                    "cl. 3.2",
                    """
                    select a.number from application a where 1 <> (
                      select count(*) from signature_evidence s where s.owner = a.number)
                    union all
                    select a.number from application a join signature_evidence s on s.owner = a.number
                    where s.signer_iin <> a.iin or s.content <> a.content"""),
            new Law(
                    "it has its case, one, running while it is open and ended when it is closed",
                    "promise: the engine knows where a case stands",
                    """
                    select a.number from application a where 1 <> (
                      select count(*) from ACT_HI_PROCINST p where p.BUSINESS_KEY_ = a.number
                        and p.PROC_DEF_KEY_ = 'application' and p.START_ACT_ID_ = 'applicationReceived')
                    union all
                    select a.number from application a where a.outcome is null and not exists (
                      select 1 from ACT_RU_EXECUTION e join ACT_RE_PROCDEF d on d.ID_ = e.PROC_DEF_ID_
                      where e.BUSINESS_KEY_ = a.number and e.PARENT_ID_ is null and d.KEY_ = 'application')
                    union all
                    select a.number from application a where a.outcome is not null and exists (
                      select 1 from ACT_RU_EXECUTION e join ACT_RE_PROCDEF d on d.ID_ = e.PROC_DEF_ID_
                      where e.BUSINESS_KEY_ = a.number and e.PARENT_ID_ is null and d.KEY_ = 'application')"""),
            new Law(
                    "an open application is with the one who may act, and only with him",
                    "cl. 8, 9",
                    """
                    select a.number from application a where a.outcome is null and 1 <> (
                      select count(*) from ACT_RU_TASK t
                      join ACT_RU_EXECUTION e on e.ID_ = t.PROC_INST_ID_ and e.BUSINESS_KEY_ = a.number
                      where t.TASK_DEF_KEY_ = case when a.sent_at is null then 'checkApplication'
                                                   else 'answerApplication' end)
                    union all
                    select a.number from application a where a.outcome is null and (a.checks_made_at is null
                      or a.arrived_at is null or a.answered_at is not null
                      or (a.forwarded_at is null) <> (a.sent_at is null)
                      or exists (select 1 from application_reason r where r.application = a.number))"""),
            new Law(
                    "each step is noted, and ended as its outcome says",
                    "cl. 3.3, 8-10",
                    """
                    select a.number from application a where a.outcome = 'VOUCHER_ISSUED' and (a.confirmed is null
                      or not a.confirmed or a.closed_at is null or a.voucher_year is null or a.price is null
                      or not exists (select 1 from voucher v where v.application = a.number))
                    union all
                    select a.number from application a where a.outcome = 'REFUSED' and (a.refusal_formed_at is null
                      or a.closed_at is null
                      or not exists (select 1 from application_reason r where r.application = a.number))
                    union all
                    select v.number from voucher v where not exists (
                      select 1 from application a where a.number = v.application and a.outcome = 'VOUCHER_ISSUED')"""),
            new Law(
                    "a person has one open application, and it is the one that is open",
                    "cl. 3",
                    """
                    select a.number from application a where (a.outcome is null) <> (exists (
                      select 1 from open_application o where o.application = a.number and o.iin = a.iin))
                    union all
                    select o.application from open_application o where not exists (
                      select 1 from application a where a.number = o.application)
                    union all
                    select min(a.number) from application a where a.outcome is null group by a.iin having count(*) > 1"""),
            new Law(
                    "what was acknowledged to an officer, a centre or an applicant is done",
                    "promise: an answer 2xx means that it is kept",
                    """
                    select d.kind || ' ' || d.number from outside_deed d where d.kind in ('FORWARDED', 'ANSWERED_YES')
                      and not exists (select 1 from application a where a.number = d.number
                        and a.forwarded_at is not null
                        and (d.kind = 'FORWARDED' or a.answered_at is not null and a.confirmed))
                    union all
                    select d.kind || ' ' || d.number from outside_deed d where d.kind in ('REFUSED', 'ANSWERED_NO')
                      and not exists (select 1 from application a where a.number = d.number and a.outcome = 'REFUSED')
                    union all
                    select d.kind || ' ' || d.number from outside_deed d where d.kind = 'WITHDRAWN'
                      and not exists (select 1 from application a where a.number = d.number and a.outcome = 'WITHDRAWN')
                    union all
                    select d.kind || ' ' || d.number from outside_deed d where d.kind in ('GIVEN_UP', 'ADMITTED')
                      and not exists (select 1 from voucher v where v.number = d.number
                        and (d.kind = 'GIVEN_UP' and v.state = 'WITHDRAWN' or d.kind = 'ADMITTED' and v.used_on is not null))
                    union all
                    select d.kind || ' ' || d.number from outside_deed d where d.kind = 'EXAMINED'
                      and not exists (select 1 from exam_result r where r.voucher = d.number)
                    union all
                    select d.kind || ' ' || d.number from outside_deed d where d.kind in ('SENT', 'ACCEPTED')
                      and not exists (select 1 from act_edition e where e.act = d.number and e.received_at is not null
                        and (d.kind = 'SENT' or e.decision = 'ACCEPT'))
                    union all
                    select d.kind || ' ' || d.number from outside_deed d where d.kind = 'RELEASED'
                      and not exists (select 1 from payment_order o where o.act = d.number and o.released_at is not null)
                    union all
                    select d.kind || ' ' || d.number from outside_deed d where d.kind = 'CONFIRMED'
                      and not exists (select 1 from payment_order o where o.number = d.number and o.state = 'CONFIRMED')"""),

            // vouchers and quotas

            new Law(
                    "a person receives one voucher in a year",
                    "cl. 3.3 (c)",
                    """
                    select min(v.number) from voucher v group by v.iin, v.issue_year having count(*) > 1
                    union all
                    select min(v.number) from voucher v group by v.application having count(*) > 1"""),
            new Law(
                    "a region never gives more vouchers than its quota",
                    "cl. 3.3 (b)",
                    """
                    select q.region || ' ' || q.quota_year from quota q where q.published - q.elsewhere < (
                      select count(*) from quota_voucher c where c.region = q.region and c.quota_year = q.quota_year
                        and c.application is not null)
                    union all
                    select q.region || ' ' || q.quota_year from quota q where q.published - q.elsewhere <> (
                      select count(*) from quota_voucher c where c.region = q.region and c.quota_year = q.quota_year)
                    union all
                    select q.region || ' ' || q.quota_year from quota q where q.published - q.elsewhere < (
                      select count(*) from voucher v where v.region = q.region and v.issue_year = q.quota_year
                        and not v.returned_to_quota)"""),
            new Law(
                    "the book of the quota says what is reserved, issued and given back",
                    "cl. 3.3 (b), 18",
                    """
                    select q.region || ' ' || q.quota_year from quota q where q.published <> (
                      select sum(e.vouchers) from quota_entry e where e.region = q.region
                        and e.quota_year = q.quota_year and e.kind = 'PUBLISHED')
                    union all
                    select a.number from application a where (
                      select coalesce(sum(case e.kind when 'RESERVED' then e.vouchers when 'OVERRIDDEN' then e.vouchers
                                               when 'RELEASED' then -e.vouchers when 'RETURNED' then -e.vouchers
                                               else 0 end), 0)
                      from quota_entry e where e.application = a.number)
                    <> (select count(*) from quota_voucher c where c.application = a.number)
                    union all
                    select a.number from application a where (
                      select coalesce(sum(case e.kind when 'CONSUMED' then e.vouchers when 'RETURNED' then -e.vouchers
                                               else 0 end), 0)
                      from quota_entry e where e.application = a.number)
                    <> (select count(*) from quota_voucher c where c.application = a.number and c.consumed)
                    union all
                    select min(e.application) from quota_entry e where e.application is not null
                    group by e.application, e.kind having count(*) > 1"""),
            new Law(
                    "a voucher is reserved for an open application, issued for a closed one, and for nobody else",
                    "cl. 3.3 (b), 10",
                    """
                    select a.number from application a where a.outcome is null and 1 <> (
                      select count(*) from quota_voucher c where c.application = a.number and not c.consumed)
                    union all
                    select v.number from voucher v where not v.returned_to_quota and 1 <> (
                      select count(*) from quota_voucher c where c.application = v.application and c.consumed)
                    union all
                    select c.application from quota_voucher c where c.application is not null and not exists (
                      select 1 from application a where a.number = c.application
                        and (a.outcome is null and not c.consumed or a.outcome = 'VOUCHER_ISSUED' and c.consumed))"""),
            new Law(
                    "a voucher is sealed, and its case is where its state says",
                    "cl. 10-12",
                    """
                    select v.number from voucher v where not exists (
                      select 1 from voucher_edition e join document_file d on d.id = e.document and d.sha256 = e.sha256
                      join document_file s on s.id = e.seal where e.voucher = v.number)
                    union all
                    select v.number from voucher v where 1 <> (
                      select count(*) from ACT_HI_PROCINST p
                      where p.BUSINESS_KEY_ = v.application and p.PROC_DEF_KEY_ = 'voucher')
                    union all
                    select v.number from voucher v where v.state in ('ISSUED', 'USED') and 1 <> (
                      select count(*) from ACT_RU_TASK t
                      join ACT_RU_EXECUTION e on e.ID_ = t.PROC_INST_ID_ and e.BUSINESS_KEY_ = v.application
                      where t.TASK_DEF_KEY_ = case v.state when 'ISSUED' then 'admitToExam' else 'recordExam' end)
                    union all
                    select v.number from voucher v where v.state not in ('ISSUED', 'USED') and exists (
                      select 1 from ACT_RU_EXECUTION e join ACT_RE_PROCDEF d on d.ID_ = e.PROC_DEF_ID_
                      where e.BUSINESS_KEY_ = v.application and d.KEY_ = 'voucher')"""),

            // acts and money

            new Law(
                    "an examined voucher stands in one protocol and in one act",
                    "cl. 14, 16",
                    """
                    select v.number from voucher v where v.state = 'EXAMINED' and (
                      1 <> (select count(*) from exam_result r where r.voucher = v.number)
                      or 1 <> (select count(*) from exam_person p where p.voucher = v.number)
                      or 1 <> (select count(*) from act_line l where l.voucher = v.number))
                    union all
                    select l.voucher from act_line l where not exists (
                      select 1 from voucher v where v.number = l.voucher and v.state = 'EXAMINED')
                    union all
                    select r.voucher from exam_result r where not exists (
                      select 1 from voucher v where v.number = r.voucher and v.state = 'EXAMINED')
                    union all
                    select min(p.voucher) from exam_person p
                    group by p.iin, p.recognition_centre, p.profession, p.exam_held_on having count(*) > 1"""),
            new Law(
                    "an act is with the one whom its state names",
                    "cl. 16, 17",
                    """
                    select s.number from services_act s where s.state in ('DRAFT', 'SENT') and 1 <> (
                      select count(*) from ACT_RU_TASK t
                      join ACT_RU_EXECUTION e on e.ID_ = t.PROC_INST_ID_ and e.BUSINESS_KEY_ = s.number
                      where t.TASK_DEF_KEY_ = case s.state when 'DRAFT' then 'sendAct' else 'acceptAct' end)
                    union all
                    select s.number from services_act s where 1 <> (
                      select count(*) from ACT_HI_PROCINST p
                      where p.BUSINESS_KEY_ = s.number and p.PROC_DEF_KEY_ = 'settlement')
                    union all
                    select s.number from services_act s where s.state = 'ACCEPTED' and not exists (
                      select 1 from payment_order o where o.act = s.number)
                    union all
                    select s.number from services_act s join payment_order o on o.act = s.number
                    where s.state <> 'ACCEPTED'
                    union all
                    select o.number from payment_order o where o.state <> 'CONFIRMED' and not exists (
                      select 1 from ACT_RU_TASK t
                      join ACT_RU_EXECUTION e on e.ID_ = t.PROC_INST_ID_ and e.BUSINESS_KEY_ = o.act)
                    union all
                    select s.number from services_act s where s.state = 'ACCEPTED' and not exists (
                        select 1 from payment_order o where o.act = s.number and o.state <> 'CONFIRMED')
                      and exists (select 1 from ACT_RU_EXECUTION e where e.BUSINESS_KEY_ = s.number)"""),
            new Law(
                    "what both have signed is there: the act, its signatures, its amounts",
                    "cl. 16, 17",
                    """
                    select e.act from act_edition e where e.received_at is not null and (e.sent_signature is null
                      or not exists (select 1 from document_file d where d.id = e.document and {sha256 d.content} = d.sha256)
                      or not exists (select 1 from signature_evidence s
                                     where s.owner = e.act and s.cms_sha256 = e.sent_signature))
                    union all
                    select e.act from act_edition e where e.decision = 'ACCEPT' and not exists (
                      select 1 from signature_evidence s where s.owner = e.act and s.cms_sha256 = e.accepted_signature)
                    union all
                    select e.act from act_edition e where e.received_at is not null and coalesce(e.total, -1) <> (
                      select coalesce(sum(m.service), 0) from act_amount m where m.act = e.act and m.edition = e.edition)"""),
            new Law(
                    "each line of an accepted act is ordered once, over the amount that was signed",
                    "cl. 14, 15, 17",
                    """
                    select l.act || ' ' || l.line from act_line l join services_act s on s.number = l.act
                    where s.state = 'ACCEPTED' and not exists (
                      select 1 from act_amount m where m.act = l.act and m.edition = s.edition and m.voucher = l.voucher
                        and m.price = l.price and m.service = l.service and m.aid = l.aid and m.holder = l.holder)
                    union all
                    select l.act || ' ' || l.line from act_line l join services_act s on s.number = l.act
                    where s.state = 'ACCEPTED' and (
                      l.service <> (select coalesce(sum(o.amount), 0) from payment_order o
                                    where o.act = l.act and o.line = l.line and o.kind = 'SERVICE' and o.state <> 'REJECTED')
                      or l.aid <> (select coalesce(sum(o.amount), 0) from payment_order o
                                   where o.act = l.act and o.line = l.line and o.kind = 'AID' and o.state <> 'REJECTED'))
                    union all
                    select min(o.number) from payment_order o where o.state <> 'REJECTED'
                    group by o.act, o.line, o.kind having count(*) > 1
                    union all
                    select o.number from payment_order o where not exists (
                      select 1 from act_line l where l.act = o.act and l.line = o.line)"""),
            new Law(
                    "what was sent to the bank has reached it once, over the same amount to the same account",
                    "cl. 17; the book of the bank",
                    """
                    select o.number from payment_order o where o.state in ('SENT', 'CONFIRMED') and 1 <> (
                      select count(*) from outside_payment p where p.end_to_end_id = o.end_to_end_id
                        and p.amount = o.amount and p.account = o.payee_account and p.file = o.payment_file)
                    union all
                    select o.number from payment_order o where o.state in ('SENT', 'CONFIRMED') and not exists (
                      select 1 from payment_file f join document_file d on d.id = f.document
                      where f.id = o.payment_file and f.act = o.act)"""),
            new Law(
                    "the bank pays nothing twice and nothing that nobody ordered",
                    "cl. 17; the book of the bank",
                    """
                    select p.end_to_end_id from outside_payment p where not exists (
                      select 1 from payment_order o where o.end_to_end_id = p.end_to_end_id
                        and o.state in ('SENT', 'CONFIRMED'))
                    union all
                    select p.end_to_end_id from outside_payment p group by p.end_to_end_id having count(*) > 1
                    union all
                    select c.said from outside_contradiction c where c.book = 'bank'"""),

            // reports to the AIS

            new Law(
                    "the Labour Market AIS is told of each step that it has to know, once",
                    "cl. 3.3, 8.2, 9.1, 9.2, 10.1, 11",
                    """
                    select a.number from application a where (case when a.sent_at is null then 0 else 1 end) <> (
                      select count(*) from labour_market_report r
                      where r.case_number = a.number and r.event = 'APPLICATION_FORWARDED')
                    union all
                    select a.number from application a where (case a.outcome when 'REFUSED' then 1 else 0 end) <> (
                      select count(*) from labour_market_report r
                      where r.case_number = a.number and r.event = 'REFUSAL_FORMED')
                    union all
                    select a.number from application a where (case a.outcome when 'WITHDRAWN' then 1 else 0 end) <> (
                      select count(*) from labour_market_report r
                      where r.case_number = a.number and r.event = 'APPLICATION_WITHDRAWN')
                    union all
                    select a.number from application a where (select count(*) from voucher v where v.application = a.number)
                    <> (select count(*) from labour_market_report r
                        where r.case_number = a.number and r.event = 'VOUCHER_ISSUED')
                    union all
                    select a.number from application a where (
                      select count(*) from voucher v where v.application = a.number and v.used_on is not null)
                    <> (select count(*) from labour_market_report r
                        where r.case_number = a.number and r.event = 'VOUCHER_USED')
                    union all
                    select a.number from application a where (
                      select count(*) from voucher v where v.application = a.number and v.state = 'WITHDRAWN')
                    <> (select count(*) from labour_market_report r
                        where r.case_number = a.number and r.event = 'VOUCHER_WITHDRAWN')"""),
            new Law(
                    "a report is with the AIS, or on its way",
                    "promise: nothing is given up (decision 24)",
                    """
                    select r.case_number || ' ' || r.sequence from labour_market_report r
                    join labour_market_case c on c.number = r.case_number where r.told_at is null and c.due_at is null
                    union all
                    select r.case_number || ' ' || r.sequence from labour_market_report r where r.told_at is not null
                      and not exists (select 1 from outside_report k
                        where k.report_key = cast(r.report_key as varchar(36)) and k.case_number = r.case_number
                          and k.sequence = r.sequence and k.body = r.body)
                    union all
                    select k.case_number || ' ' || k.sequence from outside_report k where not exists (
                      select 1 from labour_market_report r where cast(r.report_key as varchar(36)) = k.report_key)"""),
            new Law(
                    "the reports of a case are told in their order, without a gap, none in two ways",
                    "docs/contracts/labour-market-ais.yaml; the book of the AIS",
                    """
                    select c.number from labour_market_case c where c.reports <> (
                      select count(*) from labour_market_report r where r.case_number = c.number
                        and r.sequence between 1 and c.reports)
                    union all
                    select k.case_number from outside_report k join outside_report l on l.case_number = k.case_number
                    where k.sequence < l.sequence and k.place > l.place
                    union all
                    select k.case_number from outside_report k group by k.case_number, k.sequence having count(*) > 1
                    union all
                    select c.said from outside_contradiction c where c.book = 'ais'"""),

            // notices

            new Law(
                    "people are told once of what happened",
                    "promise: the cabinet says everything, and nothing twice",
                    """
                    select min(n.number || ' ' || n.code) from notice n
                    group by n.recipient_kind, n.recipient, n.number, n.code, n.arguments having count(*) > 1
                    union all
                    select a.number from application a where 1 <> (
                      select count(*) from notice n where n.recipient_kind = 'APPLICANT' and n.recipient = a.number
                        and n.code = 'application.received')
                    union all
                    select a.number from application a where (case a.outcome when 'REFUSED' then 1 else 0 end) <> (
                      select count(*) from notice n where n.recipient_kind = 'APPLICANT' and n.recipient = a.number
                        and n.code = 'application.refused')
                    union all
                    select v.number from voucher v where 1 <> (
                      select count(*) from notice n where n.recipient_kind = 'APPLICANT'
                        and n.recipient = v.application and n.code = 'voucher.issued')"""),
            new Law(
                    "the timeline of a case says each step once",
                    "promise: the case file says what happened and by which clause",
                    """
                    select min(e.application || ' ' || e.code) from application_event e
                    group by e.application, e.code, e.arguments having count(*) > 1
                    union all
                    select a.number from application a where 1 <> (
                      select count(*) from application_event e where e.application = a.number
                        and e.code = 'application.received')"""),

            // the engine

            new Law(
                    "no case stands where nothing is awaited",
                    "promise: no case is without a next step or an end",
                    """
                    select p.BUSINESS_KEY_ || ' ' || e.ACT_ID_ from ACT_RU_EXECUTION e
                    join ACT_RU_EXECUTION p on p.ID_ = e.PROC_INST_ID_
                    where e.IS_ACTIVE_ and not exists (select 1 from ACT_RU_EXECUTION c where c.PARENT_ID_ = e.ID_)
                      and not exists (select 1 from ACT_RU_TASK t where t.EXECUTION_ID_ = e.ID_)
                      and not exists (select 1 from ACT_RU_JOB j where j.EXECUTION_ID_ = e.ID_)
                      and not exists (select 1 from ACT_RU_EVENT_SUBSCR s where s.EXECUTION_ID_ = e.ID_)
                    union all
                    select p.BUSINESS_KEY_ from ACT_RU_EXECUTION p where p.PARENT_ID_ is null
                      and not exists (select 1 from ACT_RU_TASK t where t.PROC_INST_ID_ = p.ID_)
                      and not exists (select 1 from ACT_RU_JOB j where j.PROCESS_INSTANCE_ID_ = p.ID_)"""),
            new Law(
                    "no task is of no case",
                    "promise: an officer works on what the records know",
                    """
                    select t.ID_ from ACT_RU_TASK t where not exists (
                      select 1 from ACT_RU_EXECUTION e where e.ID_ = t.EXECUTION_ID_)
                    union all
                    select t.TASK_DEF_KEY_ || ' ' || e.BUSINESS_KEY_ from ACT_RU_TASK t
                    join ACT_RU_EXECUTION e on e.ID_ = t.PROC_INST_ID_
                    where not exists (select 1 from application a where a.number = e.BUSINESS_KEY_)
                      and not exists (select 1 from services_act s where s.number = e.BUSINESS_KEY_)
                      and not exists (select 1 from distribution d where d.number = e.BUSINESS_KEY_)"""),
            new Law(
                    "no incident is left, and no step has given up or is still to be run",
                    "promise: what failed with a system outside goes on when that is back",
                    """
                    select i.INCIDENT_TYPE_ || ' ' || i.ACTIVITY_ID_ from ACT_RU_INCIDENT i
                    union all
                    select j.HANDLER_TYPE_ || ' ' || j.ID_ from ACT_RU_JOB j where j.RETRIES_ = 0
                    union all
                    select j.HANDLER_TYPE_ || ' ' || j.ID_ from ACT_RU_JOB j where j.TYPE_ = 'message'"""),
            new Law(
                    "no job is held for ever by a node that died",
                    "promise: another node goes on",
                    """
                    select j.ID_ from ACT_RU_JOB j where j.LOCK_OWNER_ is not null and j.LOCK_EXP_TIME_ is null
                    union all
                    select j.ID_ from ACT_RU_JOB j where j.PROCESS_INSTANCE_ID_ is not null and not exists (
                      select 1 from ACT_RU_EXECUTION e where e.ID_ = j.EXECUTION_ID_)"""),
            new Law(
                    "variables, events, links and exceptions belong to something that is there",
                    "promise: a step that was broken off leaves nothing behind",
                    """
                    select v.NAME_ || ' ' || v.ID_ from ACT_RU_VARIABLE v where v.TASK_ID_ is not null and not exists (
                        select 1 from ACT_RU_TASK t where t.ID_ = v.TASK_ID_)
                      or v.EXECUTION_ID_ is not null and not exists (
                        select 1 from ACT_RU_EXECUTION e where e.ID_ = v.EXECUTION_ID_)
                      or v.TASK_ID_ is null and v.EXECUTION_ID_ is null
                    union all
                    select s.EVENT_NAME_ || ' ' || s.ID_ from ACT_RU_EVENT_SUBSCR s where s.EXECUTION_ID_ is not null
                      and not exists (select 1 from ACT_RU_EXECUTION e where e.ID_ = s.EXECUTION_ID_)
                    union all
                    select i.ID_ from ACT_RU_IDENTITYLINK i where i.TASK_ID_ is not null
                      and not exists (select 1 from ACT_RU_TASK t where t.ID_ = i.TASK_ID_)
                    union all
                    select b.ID_ from ACT_GE_BYTEARRAY b where b.DEPLOYMENT_ID_ is null
                      and not exists (select 1 from ACT_RU_VARIABLE v where v.BYTEARRAY_ID_ = b.ID_)
                      and not exists (select 1 from ACT_HI_VARINST v where v.BYTEARRAY_ID_ = b.ID_)
                      and not exists (select 1 from ACT_HI_DETAIL d where d.BYTEARRAY_ID_ = b.ID_)
                      and not exists (select 1 from ACT_HI_DEC_IN d where d.BYTEARRAY_ID_ = b.ID_)
                      and not exists (select 1 from ACT_HI_DEC_OUT d where d.BYTEARRAY_ID_ = b.ID_)
                      and not exists (select 1 from ACT_RU_JOB j where j.EXCEPTION_STACK_ID_ = b.ID_)
                      and not exists (select 1 from ACT_HI_JOB_LOG l where l.JOB_EXCEPTION_STACK_ID_ = b.ID_)
                      and not exists (select 1 from ACT_HI_ATTACHMENT a where a.CONTENT_ID_ = b.ID_)"""),
            new Law(
                    "the history says of everything what the engine says",
                    "promise: a step is done whole or not at all",
                    """
                    select p.PROC_DEF_KEY_ || ' ' || p.BUSINESS_KEY_ from ACT_HI_PROCINST p
                    where (p.END_TIME_ is null) <> (exists (
                      select 1 from ACT_RU_EXECUTION e where e.ID_ = p.PROC_INST_ID_ and e.PARENT_ID_ is null))
                    union all
                    select t.TASK_DEF_KEY_ || ' ' || t.ID_ from ACT_HI_TASKINST t where (t.END_TIME_ is null) <> (exists (
                      select 1 from ACT_RU_TASK r where r.ID_ = t.ID_))
                    union all
                    select r.TASK_DEF_KEY_ || ' ' || r.ID_ from ACT_RU_TASK r where not exists (
                      select 1 from ACT_HI_TASKINST t where t.ID_ = r.ID_)
                    union all
                    select e.ID_ from ACT_RU_EXECUTION e where e.PARENT_ID_ is null and not exists (
                      select 1 from ACT_HI_PROCINST p where p.PROC_INST_ID_ = e.ID_)
                    union all
                    select a.ACT_ID_ || ' ' || a.ID_ from ACT_HI_ACTINST a where a.END_TIME_ is null and not exists (
                      select 1 from ACT_RU_EXECUTION e where e.ID_ = a.PROC_INST_ID_)"""));

    private Laws() {}
}

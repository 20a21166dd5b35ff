-- A notice keeps what it says by keys, so that each reader reads it in his language. The grounds of a refusal were kept in
-- the words of the applicant's language; they are known from the application, unless a decision on appeal has overturned
-- one of its refusals: then it is not known which grounds were told when, and the words stay as they were told.
update notice set arguments = '["' || number || '",{"lines":[' || (
    select string_agg(
        '{"text":"application.ground' || case when coalesce(r.remark, '') = '' then '' else '-with-remark' end
            || '","with":[{"text":"reason.' || r.reason || '","with":[]},{"text":"deadline.clause","with":["'
            || replace(r.clause, 'cl. ', '') || '"]}'
            || case when coalesce(r.remark, '') = '' then '' else ',"'
                || replace(replace(replace(replace(replace(r.remark, '\', '\\'), '"', '\"'), chr(13), '\r'), chr(10), '\n'),
                    chr(9), '\t') || '"' end
            || ']}', ',' order by r.id)
    from application_reason r where r.application = notice.number) || ']}]'
where code = 'application.refused'
    and exists (select 1 from application_reason r where r.application = notice.number)
    and not exists (select 1 from application_reason r where r.application = notice.number and r.overturned);

-- The one remark that the product writes itself was kept in three languages at once.
update act_edition set remarks = 'settlement.amounts-changed-remark'
where remarks like 'Сомалар қол қойылған%Составьте акт заново и подпишите его.%Form the act anew and sign it.';

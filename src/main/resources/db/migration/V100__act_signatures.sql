-- Who signed an edition of an act: the contractor sends it (cl. 16), the customer accepts it (cl. 17). The evidence itself
-- stands in signature_evidence under the act's number and this SHA-256 of the CMS.
alter table act_edition add column sent_signer varchar(4000);
alter table act_edition add column sent_signature varchar(64);
alter table act_edition add column accepted_signer varchar(4000);
alter table act_edition add column accepted_signature varchar(64);

-- Until now an act bore the contractor's signatures only: that of an edition is the last one before its receipt.
update act_edition set
  sent_signer = (select s.signer_name from signature_evidence s where s.id =
    (select max(m.id) from signature_evidence m where m.owner = act_edition.act and m.legal_time <= act_edition.received_at)),
  sent_signature = (select s.cms_sha256 from signature_evidence s where s.id =
    (select max(m.id) from signature_evidence m where m.owner = act_edition.act and m.legal_time <= act_edition.received_at))
where received_at is not null;

-- Module application: a document of refusal is found by its content when somebody verifies it.

create index refusal_document_by_sha256 on refusal_document (sha256);

-- Whether a PDF does something of its own when it is opened: asked of its bytes when it is first read, and then known.
alter table document_file add column active boolean;

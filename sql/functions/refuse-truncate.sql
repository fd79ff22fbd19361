-- galley.refuse_truncate: what a writer wrote is not emptied away.
--
-- Promises that a TRUNCATE of the tables that hold posts, also by CASCADE, is refused with GY004 and changes nothing: it leaves no row
-- behind that could go into the trash.  DELETE does the same and parks what it takes.

CREATE OR REPLACE FUNCTION galley.refuse_truncate()
RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM galley.refuse_argument(format('Table %s holds what writers wrote and cannot be truncated.', TG_TABLE_NAME), TG_TABLE_NAME,
        'Use DELETE: it moves sections and elements into the trash.');
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION galley.refuse_truncate() IS 'Keeps what writers wrote from being truncated.';

CREATE OR REPLACE TRIGGER refuse_truncate
BEFORE TRUNCATE ON public.post
FOR EACH STATEMENT
EXECUTE FUNCTION galley.refuse_truncate();

CREATE OR REPLACE TRIGGER refuse_truncate
BEFORE TRUNCATE ON public.post_development
FOR EACH STATEMENT
EXECUTE FUNCTION galley.refuse_truncate();

CREATE OR REPLACE TRIGGER refuse_truncate
BEFORE TRUNCATE ON public.post_section
FOR EACH STATEMENT
EXECUTE FUNCTION galley.refuse_truncate();

CREATE OR REPLACE TRIGGER refuse_truncate
BEFORE TRUNCATE ON public.post_section_elements
FOR EACH STATEMENT
EXECUTE FUNCTION galley.refuse_truncate();

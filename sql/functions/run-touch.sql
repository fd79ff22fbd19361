-- What the rows of runs and proposals do by themselves, whoever writes them: a change counts the version up and tells all
-- listeners.

CREATE OR REPLACE FUNCTION galley.run_touch()
RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        NEW.version := OLD.version + 1;
        IF TG_TABLE_NAME = 'proposal' THEN
            NEW.updated_at := now();
        END IF;
    END IF;
    PERFORM galley.notice(TG_TABLE_NAME, NEW.id, NEW.post_id, NEW.version, left(TG_OP, 1));
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION galley.run_touch() IS 'Trigger: counts the version, tells listeners.';

CREATE OR REPLACE TRIGGER run_come BEFORE INSERT ON galley.run FOR EACH ROW EXECUTE FUNCTION galley.run_touch();
CREATE OR REPLACE TRIGGER run_touch BEFORE UPDATE ON galley.run
FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION galley.run_touch();
CREATE OR REPLACE TRIGGER proposal_come BEFORE INSERT ON galley.proposal FOR EACH ROW EXECUTE FUNCTION galley.run_touch();
CREATE OR REPLACE TRIGGER proposal_touch BEFORE UPDATE ON galley.proposal
FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION galley.run_touch();

CREATE OR REPLACE FUNCTION galley.run_went()
RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM galley.notice(TG_TABLE_NAME, OLD.id, OLD.post_id, OLD.version, 'D');
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION galley.run_went() IS 'Trigger: tells listeners.';

CREATE OR REPLACE TRIGGER run_went AFTER DELETE ON galley.run FOR EACH ROW EXECUTE FUNCTION galley.run_went();
CREATE OR REPLACE TRIGGER proposal_went AFTER DELETE ON galley.proposal FOR EACH ROW EXECUTE FUNCTION galley.run_went();

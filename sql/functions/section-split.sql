-- galley.section_split(section, at, field, heading): parts a section in two.
-- Promises: the first "at" characters of the text stay, the rest goes into a new section that follows; nothing but line ends
-- where it is cut is left out, and galley.section_merge puts that back. The new heading is a Markdown heading at the start of the rest (which then leaves the text), else the
-- one given, else the old one with " (continued)". Returns the new section's id. Raises GY003 when there is no such section,
-- GY004 when the place is outside of the text or the field is neither draft nor another text of the section.
CREATE OR REPLACE FUNCTION galley.section_split(section integer, at integer, field text DEFAULT 'draft', heading text DEFAULT NULL)
RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
    hash  CONSTANT text := '^\s*#{1,6}[ \t]+([^\n]+?)[ \t]*#*[ \t]*(?:\n|$)';
    post  CONSTANT integer := galley.section_hold(section);
    old   public.post_section;
    whole text;
    first text;
    rest  text;
    title text;
    added integer;
BEGIN
    SELECT s.* INTO old FROM public.post_section AS s WHERE s.id = section FOR NO KEY UPDATE;
    whole := coalesce(galley.section_value(old, field), '');
    PERFORM galley.section_check(field NOT IN ('section_heading', 'status', 'generated_image_url', 'image_generation_metadata'),
                                 'A section is split in a text, such as draft or polished.');
    PERFORM galley.section_check(at BETWEEN 0 AND length(whole),
                                 'The place to split at is between 0 and ' || length(whole) || ', the length of the text.');
    first := rtrim(left(whole, at), E'\r\n');
    rest := ltrim(substr(whole, at + 1), E'\r\n');
    title := left(substring(rest FROM hash), 1000);
    rest := ltrim(regexp_replace(rest, hash, ''), E'\r\n');
    added := galley.section_insert(
        post, 'split',
        coalesce(title, nullif(galley.section_heading(heading), ''), left(nullif(old.section_heading, '') || ' (continued)', 1000),
                 'Continued'),
        old.section_order + 1, old.status);
    PERFORM galley.section_save(section, field, first);
    PERFORM galley.section_save(added, field, rest);
    PERFORM galley.section_note_seam(added, field, title, first,
                                     substr(whole, length(first) + 1, length(whole) - length(first) - length(rest)), rest);
    RETURN added;
END
$$;
COMMENT ON FUNCTION galley.section_split(integer, integer, text, text) IS 'Parts a section in two.';

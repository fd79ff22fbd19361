-- Which field of post_development appears in which stage and sub-stage.

INSERT INTO public.workflow_field_mapping (field_name, stage_id, substage_id, order_index)
SELECT field, stage.id, sub_stage.id, place
FROM (VALUES
    ('Planning', 'Idea', '{idea_seed,basic_idea,idea_scope,provisional_title}'),
    ('Planning', 'Research', '{interesting_facts,topics_to_cover,tartans_products}'),
    ('Planning', 'Structure', '{section_planning,section_headings,section_order}'),
    ('Structuring', 'Post info', '{main_title,subtitle,summary,intro_blurb,conclusion}'),
    ('Structuring', 'Metadata', '{basic_metadata,tags,categories}'),
    ('Images', 'Header', '{image_captions}'),
    ('Publishing', 'Preflight', '{self_review,peer_review,seo_optimization,final_check}'),
    ('Publishing', 'Launch', '{scheduling,deployment,verification}'),
    ('Publishing', 'Syndication',
     '{platform_selection,content_adaptation,distribution,engagement_tracking,feedback_collection,content_updates,version_control}')
    ) AS d (stage, sub_stage, fields)
    CROSS JOIN LATERAL unnest(d.fields::text[]) WITH ORDINALITY AS f (field, place)
    JOIN public.workflow_stage_entity AS stage ON stage.name = d.stage
    JOIN public.workflow_sub_stage_entity AS sub_stage ON sub_stage.stage_id = stage.id AND sub_stage.name = d.sub_stage
WHERE galley.default_give('workflow_field_mapping/' || field,
    EXISTS (SELECT FROM galley.given_default AS g WHERE g.name = 'workflow_sub_stage_entity/' || d.stage || '/' || d.sub_stage)
    AND NOT EXISTS (SELECT FROM public.workflow_field_mapping AS t WHERE t.field_name = field), sub_stage.id)
ORDER BY stage.stage_order, sub_stage.sub_stage_order, place;

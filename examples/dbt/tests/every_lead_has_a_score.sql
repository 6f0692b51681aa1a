-- A row is wrong: a lead that is not scored, or a score outside its bounds.
select leads.lead_id
from {{ ref('leads') }} as leads
left join {{ ref('scored_leads') }} as scored using (lead_id)
where scored.lead_score is null
   or not coalesce(scored.lead_score between scored.lead_score_low and scored.lead_score_high, true)

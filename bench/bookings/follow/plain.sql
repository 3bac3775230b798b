insert into new_bookings (
    id, studio_id, customer_id, guest_name, guest_email, guest_phone, starts_at, ends_at, status, source, price_cents,
    currency, notes, cancellation_reason, reminder_sent, created_at, updated_at
)
select
    b.id, b.studio_id, m.t_id, b.guest_name, b.guest_email, b.guest_phone, b.starts_at, b.ends_at, b.status, b.source,
    b.price_cents, coalesce(b.currency, 'EUR'), b.notes, b.cancellation_reason, b.reminder_sent, b.created_at, b.updated_at
from bookings b
left join stopover.map_bench_customers m on m.s_id = b.customer_id
where b.deleted_at is null

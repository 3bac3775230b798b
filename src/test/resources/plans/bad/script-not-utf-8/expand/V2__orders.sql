comment on table x is 'Grüße';

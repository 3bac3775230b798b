update "ServiceProviders"
set "Slug" = null;

package dev.stopover.check;

import io.quarkus.hibernate.orm.runtime.HibernateOrmRuntimeConfig;
import io.quarkus.hibernate.orm.runtime.HibernateOrmRuntimeConfigPersistenceUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The configuration of a persistence unit that is left inactive when the program starts, with this one setting turned
 * round, so that the unit can be started when a check asks for it.
 */
record ActivatedUnit(HibernateOrmRuntimeConfigPersistenceUnit configured)
        implements HibernateOrmRuntimeConfigPersistenceUnit {
    /** The configuration of all units, of which only this one is active. */
    static HibernateOrmRuntimeConfig of(HibernateOrmRuntimeConfig all, String unit) {
        HibernateOrmRuntimeConfigPersistenceUnit activated =
                new ActivatedUnit(Objects.requireNonNull(all.persistenceUnits().get(unit)));
        return new HibernateOrmRuntimeConfig() {
            @Override
            public Map<String, HibernateOrmRuntimeConfigPersistenceUnit> persistenceUnits() {
                return Map.of(unit, activated);
            }

            @Override
            public boolean requestScopedSessionEnabled() {
                return all.requestScopedSessionEnabled();
            }
        };
    }

    @Override
    public Optional<Boolean> active() {
        return Optional.of(true);
    }

    @Override
    public HibernateOrmConfigPersistenceUnitSchemaManagement schemaManagement() {
        return configured.schemaManagement();
    }

    @Override
    public HibernateOrmConfigPersistenceUnitDatabase database() {
        return configured.database();
    }

    @Override
    public HibernateOrmConfigPersistenceUnitScripts scripts() {
        return configured.scripts();
    }

    @Override
    public HibernateOrmConfigPersistenceUnitLog log() {
        return configured.log();
    }

    @Override
    public HibernateOrmConfigPersistenceUnitFlush flush() {
        return configured.flush();
    }

    @Override
    public Map<String, String> unsupportedProperties() {
        return configured.unsupportedProperties();
    }
}

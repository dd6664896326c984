using System.Collections.Concurrent;
using System.Text;
using Emulators.Sqlite;

namespace Emulators.CosmosDb.Storage;

/// <summary>The databases and containers of the store. Methods that change it run in a group of writes.</summary>
internal sealed class Catalog
{
    /// <summary>
    /// The sub-status of a 404 when the container or database of the requested thing is missing. A 404 for the thing
    /// itself has no sub-status.
    /// </summary>
    private const int OwnerMissing = 1003;

    private readonly ConcurrentDictionary<string, StoredDatabase> _databases = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, StoredContainer> _containers = new(StringComparer.Ordinal);
    private readonly int _newRangeCount;

    private Catalog(int newRangeCount) => _newRangeCount = newRangeCount;

    public IEnumerable<StoredDatabase> Databases => _databases.Values.Distinct().OrderBy(database => database.Key);

    public IEnumerable<StoredContainer> Containers => _containers.Values.Distinct().OrderBy(container => container.Key);

    public static Catalog Load(Connection connection, int newRangeCount)
    {
        var catalog = new Catalog(newRangeCount);
        foreach (
            var database in connection.Query(
                "SELECT key, name FROM databases",
                row => new StoredDatabase((int)row.GetInt64(0), row.GetText(1))
            )
        )
            catalog.Add(database);
        foreach (
            var (key, database, ranges, definition) in connection.Query(
                "SELECT key, database, ranges, definition FROM containers",
                row => ((int)row.GetInt64(0), (int)row.GetInt64(1), (int)row.GetInt64(2), row.GetText(3))
            )
        )
        {
            catalog.Add(
                new StoredContainer(
                    catalog._databases.Values.First(candidate => candidate.Key == database),
                    key,
                    ranges,
                    ContainerDefinition.Parse(Encoding.UTF8.GetBytes(definition))
                )
            );
        }
        return catalog;
    }

    /// <summary>Finds a database by its name or its resource id, because the SDK uses either.</summary>
    /// <exception cref="RequestRefusedException">There is no such database.</exception>
    public StoredDatabase GetDatabase(string name, int missingSubStatus = OwnerMissing) =>
        _databases.GetValueOrDefault(name)
        ?? throw new RequestRefusedException(404, $"There is no database '{name}'.", missingSubStatus);

    /// <summary>Finds a container by the names or the resource ids of its database and itself.</summary>
    public StoredContainer? FindContainer(string database, string name) =>
        _databases.TryGetValue(database, out var found) ? _containers.GetValueOrDefault($"{found.Key}/{name}") : null;

    /// <summary>
    /// Finds a container, or refuses the request. The SDK reads a container before its first operation on it, and
    /// reports this refusal as the refusal of that operation.
    /// </summary>
    /// <exception cref="RequestRefusedException">There is no such container.</exception>
    public StoredContainer GetContainer(string database, string name) =>
        FindContainer(database, name)
        ?? throw new RequestRefusedException(404, $"There is no container '{name}' in '{database}'.", OwnerMissing);

    /// <summary>Adds a database, in a group of writes.</summary>
    /// <exception cref="RequestRefusedException">The name is taken.</exception>
    public StoredDatabase CreateDatabase(StoreWriteSession session, string name)
    {
        if (_databases.ContainsKey(name))
            throw new RequestRefusedException(409, $"The database '{name}' already exists.");
        var database = session.ChangeTables(tables =>
        {
            using var insert = tables.Prepare("INSERT INTO databases (name) VALUES (?1) RETURNING key");
            return new StoredDatabase(InsertedKey(insert.Bind(1, name)), name);
        });
        Add(database);
        return database;
    }

    /// <summary>Adds a container and its tables, in a group of writes.</summary>
    /// <exception cref="RequestRefusedException">The name is taken.</exception>
    public StoredContainer CreateContainer(
        StoreWriteSession session,
        StoredDatabase database,
        ContainerDefinition definition
    )
    {
        if (_containers.ContainsKey($"{database.Key}/{definition.Name}"))
            throw new RequestRefusedException(409, $"The container '{definition.Name}' already exists.");
        var container = session.ChangeTables(tables =>
        {
            using var insert = tables.Prepare(
                "INSERT INTO containers (database, ranges, definition) VALUES (?1, ?2, ?3) RETURNING key"
            );
            var key = InsertedKey(
                insert.Bind(1, database.Key).Bind(2, _newRangeCount).Bind(3, definition.Json.ToJsonString())
            );
            var created = new StoredContainer(database, key, _newRangeCount, definition);
            foreach (var range in created.Ranges)
                tables.Execute(StoreSchema.CreateRange(range));
            return created;
        });
        Add(container);
        return container;
    }

    /// <summary>Removes a container and its documents, in a group of writes.</summary>
    public bool DeleteContainer(StoreWriteSession session, StoredContainer container)
    {
        // Changes may follow that were decided before: they have no table any more.
        container.IsDeleted = session.ChangeTables(tables =>
        {
            foreach (var range in container.Ranges)
                tables.Execute(StoreSchema.DropRange(range));
            tables.Execute($"DELETE FROM containers WHERE key = {container.Key}");
            return true;
        });
        _containers.TryRemove($"{container.Database.Key}/{container.Definition.Name}", out _);
        return _containers.TryRemove($"{container.Database.Key}/{container.ResourceId}", out _);
    }

    /// <summary>Removes a database and its containers, in a group of writes.</summary>
    public bool DeleteDatabase(StoreWriteSession session, StoredDatabase database)
    {
        foreach (var container in Containers.Where(container => container.Database.Key == database.Key).ToList())
            DeleteContainer(session, container);
        session.ChangeTables(tables =>
        {
            tables.Execute($"DELETE FROM databases WHERE key = {database.Key}");
            return true;
        });
        _databases.TryRemove(database.Name, out _);
        return _databases.TryRemove(database.ResourceId, out _);
    }

    private static int InsertedKey(SqlStatement insert)
    {
        insert.Step();
        var key = checked((int)insert.GetInt64(0));
        insert.Run();
        return key;
    }

    private void Add(StoredDatabase database) => _databases[database.Name] = _databases[database.ResourceId] = database;

    private void Add(StoredContainer container) =>
        _containers[$"{container.Database.Key}/{container.Definition.Name}"] = _containers[
            $"{container.Database.Key}/{container.ResourceId}"
        ] = container;
}

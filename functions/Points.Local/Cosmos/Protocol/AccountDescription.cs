using System.Text.Json.Nodes;

namespace Points.Local.Cosmos.Protocol;

/// <summary>
/// The account as the SDK reads it when it connects. Eventual consistency costs the SDK no session bookkeeping, and with
/// one copy of the data every read sees every acknowledged write anyway.
/// </summary>
internal static class AccountDescription
{
    /// <summary>Never resolved: requests go to a handler, not to a network.</summary>
    public const string Endpoint = "https://localhost/";

    public static JsonObject Json =>
        new()
        {
            ["_self"] = "",
            ["id"] = "local",
            ["_rid"] = "local.documents",
            ["media"] = "//media/",
            ["addresses"] = "//addresses/",
            ["_dbs"] = "//dbs/",
            ["writableLocations"] = Locations(),
            ["readableLocations"] = Locations(),
            ["enableMultipleWriteLocations"] = false,
            ["userReplicationPolicy"] = new JsonObject
            {
                ["asyncReplication"] = false,
                ["minReplicaSetSize"] = 1,
                ["maxReplicasetSize"] = 1,
            },
            ["userConsistencyPolicy"] = new JsonObject { ["defaultConsistencyLevel"] = "Eventual" },
            ["systemReplicationPolicy"] = new JsonObject { ["minReplicaSetSize"] = 1, ["maxReplicasetSize"] = 1 },
            ["readPolicy"] = new JsonObject { ["primaryReadCoefficient"] = 1, ["secondaryReadCoefficient"] = 1 },
            ["queryEngineConfiguration"] = "{\"allowNewKeywords\":true,\"maxJoinsPerSqlQuery\":10}",
        };

    private static JsonArray Locations() =>
        [new JsonObject { ["name"] = "Local", ["databaseAccountEndpoint"] = Endpoint }];
}

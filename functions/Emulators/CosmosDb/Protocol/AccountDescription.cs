using System.Text.Json.Nodes;

namespace Emulators.CosmosDb.Protocol;

/// <summary>
/// The account that the SDK reads when it connects. With eventual consistency the SDK keeps no session tokens. There is
/// only one copy of the data, so every read sees every acknowledged write.
/// </summary>
internal static class AccountDescription
{
    /// <param name="endpoint">Where the caller reached the account. Clients send all later requests there.</param>
    public static JsonObject Describe(string endpoint) =>
        new()
        {
            ["_self"] = "",
            ["id"] = "local",
            ["_rid"] = "local.documents",
            ["media"] = "//media/",
            ["addresses"] = "//addresses/",
            ["_dbs"] = "//dbs/",
            ["writableLocations"] = Locations(endpoint),
            ["readableLocations"] = Locations(endpoint),
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

    private static JsonArray Locations(string endpoint) =>
        [new JsonObject { ["name"] = "Local", ["databaseAccountEndpoint"] = endpoint }];
}

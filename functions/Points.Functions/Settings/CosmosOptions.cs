using System.ComponentModel.DataAnnotations;

namespace Points.Functions.Settings;

/// <summary>The Cosmos DB account. The app's client and the change feed trigger use it.</summary>
public sealed class CosmosOptions
{
    public const string Section = "Cosmos";

    /// <summary>For example <c>https://account.documents.azure.com:443/</c>.</summary>
    [Required]
    public Uri? AccountEndpoint { get; init; }
}

using System.ComponentModel.DataAnnotations;

namespace Points.Functions.Settings;

/// <summary>The Cosmos DB account, of the app's own client and of the trigger on its change feed.</summary>
public sealed class CosmosOptions
{
    public const string Section = "Cosmos";

    /// <summary>As <c>https://account.documents.azure.com:443/</c>.</summary>
    [Required]
    public Uri? AccountEndpoint { get; init; }
}

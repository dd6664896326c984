using Microsoft.Azure.Cosmos;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.Layouts;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.Schemas;

namespace Points.Local.Cosmos.Protocol;

/// <summary>The layouts of batch requests and results, from the schema that the SDK itself carries.</summary>
internal static class BatchSchema
{
    private const string Resource = "Microsoft.Azure.Cosmos.Batch.HybridRowBatchSchemas.json";
    private static readonly Namespace Schemas = Load();

    public static LayoutResolver Resolver { get; } = new LayoutResolverNamespace(Schemas);

    public static Layout Result { get; } = Resolver.Resolve(Schemas.Schemas.Single(schema => schema.Name is "BatchResult").SchemaId);

    private static Namespace Load()
    {
        using var stream = typeof(CosmosClient).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The Cosmos SDK no longer carries {Resource}.");
        using var reader = new StreamReader(stream);
        return Namespace.Parse(reader.ReadToEnd());
    }
}

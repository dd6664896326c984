using Microsoft.Azure.Cosmos;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.Layouts;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.Schemas;

namespace Emulators.CosmosDb.Protocol;

/// <summary>
/// The layouts of batch requests and results, read from the schema in the SDK's assembly. Columns are looked up once: a
/// look-up by name for each row would cost more than the rest of a batch.
/// </summary>
internal static class BatchSchema
{
    private const string Resource = "Microsoft.Azure.Cosmos.Batch.HybridRowBatchSchemas.json";
    private static readonly Namespace Schemas = Load();

    public static LayoutResolver Resolver { get; } = new LayoutResolverNamespace(Schemas);

    public static Layout Operation { get; } = Find("BatchOperation");

    public static Layout Result { get; } = Find("BatchResult");

    public static LayoutColumn Column(Layout layout, string name) =>
        layout.TryFind(name, out var column) ? column : throw Missing(name);

    public static StringToken Token(Layout layout, string name) =>
        layout.Tokenizer.TryFindToken(name, out var token) ? token : throw Missing(name);

    private static Layout Find(string name) =>
        Resolver.Resolve((Schemas.Schemas.Find(schema => schema.Name == name) ?? throw Missing(name)).SchemaId);

    private static InvalidOperationException Missing(string what) => new($"The Cosmos SDK does not contain {what}.");

    private static Namespace Load()
    {
        using var stream = typeof(CosmosClient).Assembly.GetManifestResourceStream(Resource) ?? throw Missing(Resource);
        using var reader = new StreamReader(stream);
        return Namespace.Parse(reader.ReadToEnd());
    }
}

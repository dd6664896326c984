using System.Text.Json.Nodes;
using Points.Worker.Tests.Hosting.Messages;

namespace Points.Worker.Tests.Hosting;

/// <summary>A function as the worker reports it.</summary>
internal sealed class IndexedFunction(FunctionMetadata metadata)
{
    public FunctionMetadata Metadata => metadata;

    public string Name => metadata.Name;

    public string Id => metadata.FunctionId;

    public TriggerBinding Trigger { get; } =
        metadata
            .RawBindings.Select(raw => new TriggerBinding(JsonNode.Parse(raw)!.AsObject()))
            .Single(binding => binding.Type.EndsWith("Trigger", StringComparison.Ordinal));
}

/// <summary>The binding that says when a function runs.</summary>
internal sealed record TriggerBinding(JsonObject Json)
{
    public string Name => (string)Json["name"]!;

    public string Type => (string)Json["type"]!;
}

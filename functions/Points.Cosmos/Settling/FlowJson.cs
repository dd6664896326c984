using System.Text.Json;
using Points.Cosmos.Documents;
using Points.Domain.Reading;
using Points.Domain.Settling;

namespace Points.Cosmos.Settling;

/// <summary>A flow as a message carries it.</summary>
public static class FlowJson
{
    public static ReadOnlyMemory<byte> Write(PointsFlow flow) => ReadableJson.Of(FlowDocument.From(flow), DocumentJson.Default.FlowDocument);

    /// <exception cref="InvalidDataException">It is no flow.</exception>
    public static PointsFlow Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, DocumentJson.Default.FlowDocument) is { FlowId: not null, MemberId: not null, ProgrammeId: not null, EntryId: not null, Issuer: not null } flow
                ? flow.ToFlow()
                : throw new InvalidDataException("it is no flow of points: something is missing");
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            throw new InvalidDataException($"it is no flow of points: {fault.Message}", fault);
        }
    }
}

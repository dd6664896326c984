using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Cosmos.Sealing;
using Points.Domain.Actors;
using Points.Domain.Auditing;

namespace Points.Cosmos.Auditing;

/// <summary>
/// Reads what staff did from the change feeds of the containers in which it is recorded: entries that staff asked for,
/// and their acts, each with the document beside it that names the person.
/// </summary>
public sealed class StaffActions(CosmosClient client)
{
    private static readonly DocumentJson Json = DocumentJson.Default;

    /// <param name="changes">A page of the container's change feed, with documents of any type.</param>
    /// <param name="setAside">Called for each document that says what staff did and cannot be read.</param>
    public async Task<IReadOnlyList<StaffAction>> ReadPage(
        string container,
        IReadOnlyList<JsonElement> changes,
        Func<JsonElement, InvalidDataException, Task> setAside,
        CancellationToken ct
    )
    {
        Dictionary<(string Partition, string Id), string>? subjects = null;
        var actions = new List<StaffAction>();
        foreach (var document in changes)
        {
            if (!IsByStaff(document))
                continue;
            subjects ??= ReadSubjects(container, changes);
            var (partition, id) = (PartitionOf(container, document), IdOf(document));
            try
            {
                var subject =
                    subjects.GetValueOrDefault((partition, ActorDocument.IdOf(id)))
                    ?? await FindSubject(container, partition, id, ct);
                actions.Add(Read(container, document, partition, subject));
            }
            catch (InvalidDataException fault)
            {
                await setAside(document, fault);
            }
        }
        return actions;
    }

    /// <summary>Reads what staff did from one document.</summary>
    /// <returns>Null if there is no such document, or it does not say what staff did.</returns>
    /// <exception cref="InvalidDataException">The document cannot be read.</exception>
    public async Task<StaffAction?> Find(string container, string partition, string id, CancellationToken ct) =>
        await ContainerOf(container).Read(partition, id, Json.JsonElement, ct) is { Value: var document }
        && IsByStaff(document)
            ? Read(container, document, partition, await FindSubject(container, partition, id, ct))
            : null;

    private StaffAction Read(string container, JsonElement document, string partition, string? subject)
    {
        try
        {
            if (IsOfType(document, ActDocument.TypeName))
                return document.Deserialize(Json.ActDocument)!.ToStaffAction(partition, subject);
            DocumentSeals.Of(ContainerOf(container))?.Check(document);
            return document.Deserialize(Json.EntryDocument)!.ToStaffAction(subject);
        }
        // Any exception here means that the document is malformed or was altered; no I/O happens.
        catch (Exception fault)
        {
            throw new InvalidDataException($"what staff did cannot be read: {fault.Message}", fault);
        }
    }

    private static Dictionary<(string Partition, string Id), string> ReadSubjects(
        string container,
        IReadOnlyList<JsonElement> changes
    )
    {
        var subjects = new Dictionary<(string, string), string>();
        foreach (var document in changes)
            if (IsOfType(document, ActorDocument.TypeName) && Text(document, "subject") is { } subject)
                subjects[(PartitionOf(container, document), IdOf(document))] = subject;
        return subjects;
    }

    private async Task<string?> FindSubject(string container, string partition, string id, CancellationToken ct) =>
        (await ContainerOf(container).Read(partition, ActorDocument.IdOf(id), Json.ActorDocument, ct))?.Value.Subject;

    private static bool IsByStaff(JsonElement document) =>
        (IsOfType(document, EntryDocument.TypeName) || IsOfType(document, ActDocument.TypeName))
        && Text(document, "by") is { } by
        && (!Enum.TryParse<ActorRole>(by, out var role) || role.IsStaff());

    private static bool IsOfType(JsonElement document, string type) =>
        document.ValueKind == JsonValueKind.Object
        && document.TryGetProperty("type", out var found)
        && found.ValueKind == JsonValueKind.String
        && found.ValueEquals(type);

    private static string PartitionOf(string container, JsonElement document) =>
        Text(
            document,
            container switch
            {
                CosmosContainers.Wallets => "memberId",
                CosmosContainers.Programmes => "programmeId",
                _ => "account",
            }
        ) ?? "";

    private static string IdOf(JsonElement document) => Text(document, "id") ?? "";

    private static string? Text(JsonElement document, string name) =>
        document.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private Container ContainerOf(string name) => client.GetContainer(CosmosContainers.Database, name);
}

using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Cosmos.Keys;
using Points.Cosmos.Persons;
using Points.Domain;
using Points.Domain.Actors;
using Points.Domain.Ledger;

namespace Points.Cosmos.Exporting;

/// <summary>Finds everything that the containers keep of a member, as the table of stored kinds says.</summary>
public sealed class CosmosMemberExports(CosmosClient client, ILedgerKeys ledgers, LookupKeys lookupKeys)
{
    private static readonly DocumentJson Json = DocumentJson.Default;

    private static readonly NotIncludedKind[] NotIncluded =
    [
        .. StoredKinds
            .All.Where(it => it.NotExported is not null)
            .Select(it => new NotIncludedKind($"{it.Container}/{it.Type}", it.NotExported!)),
    ];

    private readonly Container _wallets = client.GetContainer(CosmosContainers.Database, CosmosContainers.Wallets),
        _lookups = client.GetContainer(CosmosContainers.Database, CosmosContainers.Lookups);

    /// <summary>Reads the profile and the wallets; the lists are read when they are asked for.</summary>
    /// <returns>Null if nobody of that id is enrolled.</returns>
    /// <exception cref="StoreBusyException">The store throttles.</exception>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public async Task<MemberExport?> Find(string memberId, CancellationToken ct)
    {
        if (
            await ledgers.Find(memberId, ct) is not { } key
            || await _wallets.Read(memberId, MemberDocument.SingletonId, Json.JsonElement, ct) is not { } profile
        )
            return null;
        var member = StoredJson.Read(JsonMarshal.GetRawUtf8Value(profile.Value), Json.MemberDocument);
        var shown = ExportedDocument.From(profile.Value, typeof(MemberDocument));
        shown["foundBy"] = new JsonArray([.. await ListLookups(member, key, ct)]);
        var person = new PersonDocuments(client.GetDatabase(CosmosContainers.Database), memberId, key.Value);
        return new(memberId, key.Value, shown, await ListProgrammes(member, person, ct), ListsOf(person), NotIncluded);
    }

    /// <summary>Keeps beside the profile that somebody of the staff exported it, before they get anything.</summary>
    /// <exception cref="StoreBusyException">The store throttles.</exception>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public async Task Record(MemberExport export, Requester by, DateTimeOffset now, CancellationToken ct)
    {
        var batch = new AtomicBatch(_wallets, export.MemberId);
        ActDocument.AddTo(
            batch,
            new(ActKind.Exported, now, by) { LedgerKey = export.LedgerKey },
            memberId: export.MemberId
        );
        if (!(await batch.Send(ct)).IsSuccess)
            throw new StoreUnavailableException("the store did not keep who exports a member");
    }

    private async Task<IReadOnlyList<ExportedProgramme>> ListProgrammes(
        MemberDocument member,
        PersonDocuments person,
        CancellationToken ct
    )
    {
        var wallets = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        await foreach (var stored in person.ReadOwn(ExportedLists.Wallets, programmeId: null, ct))
        {
            var programmeId = stored.GetProperty("programmeId").GetString()!;
            var wallet = ExportedDocument.From(stored, typeof(WalletDocument));
            if (await FindMoreLots(member.MemberId, programmeId, ct) is { } more)
                wallet["furtherLots"] = more;
            wallets[programmeId] = wallet;
        }
        return
        [
            .. member
                .Programmes.Union(wallets.Keys, StringComparer.Ordinal)
                .Select(it => new ExportedProgramme(it, wallets.GetValueOrDefault(it), ListsOf(person, it))),
        ];
    }

    private async Task<JsonNode?> FindMoreLots(string memberId, string programmeId, CancellationToken ct)
    {
        var stored = await _wallets.Read(memberId, MoreLotsDocument.IdOf(programmeId), Json.JsonElement, ct);
        return stored is null
            ? null
            : ExportedDocument.From(stored.Value, typeof(MoreLotsDocument))["lots"]?.DeepClone();
    }

    /// <summary>How the member can be found; without the other members who have the same value.</summary>
    private async Task<IReadOnlyList<JsonNode>> ListLookups(MemberDocument member, LedgerKey key, CancellationToken ct)
    {
        var found = new List<JsonNode>();
        LookupValue?[] values =
        [
            LookupValue.FromPhone(member.Phone),
            LookupValue.FromEmail(member.Email),
            LookupValue.FromExternalId(member.ExternalId),
        ];
        foreach (var value in values.OfType<LookupValue>())
        foreach (var id in await lookupKeys.ListIds(value, ct))
        {
            var lookup = (await _lookups.Read(id, id, Json.MemberLookupDocument, ct))?.Value;
            if (lookup?.Members.FirstOrDefault(it => it.LedgerKey == key.Value) is not { } own)
                continue;
            var shown = ExportedDocument.From(
                JsonSerializer.SerializeToElement(own, Json.LookupEntryDocument),
                typeof(LookupEntryDocument)
            );
            shown.Insert(0, "value", $"{JsonNamingPolicy.KebabCaseLower.ConvertName($"{value.Kind}")}");
            shown["isVerifiedForThisMember"] = lookup.Owner?.LedgerKey == key.Value;
            found.Add(shown);
        }
        return found;
    }

    private static IReadOnlyList<ExportList> ListsOf(PersonDocuments person, string programmeId) =>
        [
            .. ExportedLists.OfProgrammes.Select(it => new ExportList(
                it.Name,
                ct => person.ReadOwn(it.Kind, programmeId, ct).Select(stored => Show(stored, it.Kind))
            )),
        ];

    private static IReadOnlyList<ExportList> ListsOf(PersonDocuments person) =>
        [
            .. ExportedLists.OfTheMember.Select(it => new ExportList(
                it.Name,
                ct => person.Read(it.Kind, ct).Select(stored => Show(stored, it.Kind))
            )),
        ];

    private static JsonObject Show(JsonElement stored, StoredKind kind) => ExportedDocument.From(stored, kind.Document);
}

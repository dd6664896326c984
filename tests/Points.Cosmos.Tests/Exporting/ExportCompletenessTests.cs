using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Cosmos.Exporting;
using Points.Cosmos.Keys;
using Points.Cosmos.Persons;
using Points.Domain.Ledger;

namespace Points.Cosmos.Tests.Exporting;

/// <summary>
/// A person's export has everything that is kept of them: for every kind of document, and for every field at any depth,
/// it is either there or a reason says why not.
/// </summary>
public sealed class ExportCompletenessTests(CosmosFixture cosmos)
{
    private const string Programme = "green";
    private const PersonLink ByMemberId = PersonLink.OwnPartition | PersonLink.MemberId;

    private readonly string _memberId = $"m-{Guid.NewGuid():N}",
        _ledgerKey = $"k-{Guid.NewGuid():N}",
        _phone = $"139{Guid.NewGuid().GetHashCode() & 0x3FFFFFF:D8}";

    [Fact]
    public void Of_every_field_it_is_said_whether_it_is_exported()
    {
        var undecided = ExportedRecords()
            .SelectMany(record =>
                DocumentJson
                    .Default.Options.GetTypeInfo(record)
                    .Properties.Where(it => it.Get is not null)
                    .Where(it => !IsDecided(record, it.Name))
                    .Select(it => $"{record.Name}.{it.Name}")
            );

        Assert.True(!undecided.Any(), $"say in ExportedFields whether to export: {string.Join(", ", undecided)}");
    }

    [Fact]
    public void No_exported_field_is_unknown_to_its_record()
    {
        var unknown = ExportedRecords()
            .SelectMany(record =>
                ExportedFields
                    .Find(record)!
                    .Shown.Keys.Except(
                        DocumentJson.Default.Options.GetTypeInfo(record).Properties.Select(it => it.Name)
                    )
                    .Select(name => $"{record.Name}.{name}")
            );

        Assert.Empty(unknown);
    }

    [Fact]
    public void Every_exported_kind_has_its_place()
    {
        string[] besideLists =
        [
            MemberDocument.TypeName,
            WalletDocument.TypeName,
            MoreLotsDocument.TypeName,
            MemberLookupDocument.TypeName,
        ];

        Assert.Equal(
            StoredKinds.All.Where(it => it.IsExported && !besideLists.Contains(it.Type)).ToHashSet(),
            ExportedLists.OfProgrammes.Concat(ExportedLists.OfTheMember).Select(it => it.Kind).ToHashSet()
        );
    }

    [Fact]
    public async Task What_is_stored_of_a_person_is_in_the_export_or_a_reason_says_why_not()
    {
        var documents = StoredKinds
            .All.Where(it => it.ConcernsAPerson && it.Type != MemberLookupDocument.TypeName)
            .Select(it => new MarkedDocument(it, GivenFor(it)))
            .ToArray();
        foreach (var document in documents)
            await Store(document);

        var shown = ValuesIn(await Export()).ToHashSet(StringComparer.Ordinal);

        Assert.All(
            documents.SelectMany(it => it.Marks),
            mark =>
                Assert.True(mark.IsShown == shown.Contains(mark.Value), $"{mark.Path} must be shown: {mark.IsShown}")
        );
        Assert.True(documents.Sum(it => it.Marks.Count(mark => mark.IsShown)) > 250);
    }

    [Fact]
    public async Task What_names_only_the_member_is_in_the_export_too()
    {
        var documents = StoredKinds
            .All.Where(it => it.IsExported && it.Link.HasFlag(PersonLink.MemberId))
            .Select(it => new MarkedDocument(it, new Dictionary<string, string> { ["memberId"] = _memberId }))
            .ToArray();
        foreach (var document in documents.Append(new(Profiles, GivenFor(Profiles))))
            await Store(document);

        var shown = ValuesIn(await Export()).ToHashSet(StringComparer.Ordinal);

        Assert.All(
            documents,
            document => Assert.Contains(document.Marks, mark => mark.IsShown && shown.Contains(mark.Value))
        );
    }

    [Fact]
    public async Task How_a_member_is_found_is_shown_without_the_others_who_have_the_same_number()
    {
        var profile = new MarkedDocument(
            Profiles,
            new Dictionary<string, string>(GivenFor(Profiles)) { ["phone"] = _phone }
        );
        await Store(profile);
        var lookups = cosmos.Client.GetContainer(CosmosContainers.Database, CosmosContainers.Lookups);
        var id = (await Keys.ListIds(LookupValue.FromPhone(_phone)!, TestContext.Current.CancellationToken))[0];
        var addedAt = new DateTimeOffset(2027, 3, 1, 0, 0, 0, default);
        using var response = await lookups.CreateItemStreamAsync(
            new MemoryStream(
                Encoding.UTF8.GetBytes(
                    $$"""
                    {
                      "id": "{{id}}", "type": "member-lookup",
                      "members": [
                        { "ledgerKey": "somebody", "addedAt": "2020-02-02T00:00:00Z" },
                        { "ledgerKey": "{{_ledgerKey}}", "addedAt": "2027-03-01T00:00:00Z" }
                      ]
                    }
                    """
                )
            ),
            new PartitionKey(id),
            cancellationToken: TestContext.Current.CancellationToken
        );
        response.EnsureSuccessStatusCode();

        var found = (await Export())["profile"]!["foundBy"]!.AsArray();

        Assert.Equal("phone", (string)found.Single()!["value"]!);
        Assert.Equal(addedAt, (DateTimeOffset)found.Single()!["addedAt"]!);
        Assert.False((bool)found.Single()!["isVerifiedForThisMember"]!);
    }

    private static bool IsDecided(Type record, string field) =>
        ExportedFields.Find(record) is { } fields
        && fields.Shown.ContainsKey(field) != fields.LeftOut.ContainsKey(field);

    /// <summary>The records of exported kinds, and those that they contain and show.</summary>
    private static HashSet<Type> ExportedRecords()
    {
        var found = new HashSet<Type>();
        foreach (var kind in StoredKinds.All.Where(it => it.IsExported && it.Type != MemberLookupDocument.TypeName))
            AddRecords(kind.Document, found);
        return found;
    }

    private static void AddRecords(Type type, HashSet<Type> found)
    {
        var json = DocumentJson.Default.Options.GetTypeInfo(type);
        if (json.ElementType is { } elements)
            AddRecords(elements, found);
        if (json.Kind != System.Text.Json.Serialization.Metadata.JsonTypeInfoKind.Object || !found.Add(type))
            return;
        foreach (var property in json.Properties.Where(it => it.Get is not null))
            if (ExportedFields.Find(type)?.LeftOut.ContainsKey(property.Name) != true)
                AddRecords(property.PropertyType, found);
    }

    private static StoredKind Profiles => StoredKinds.All.Single(it => it.Type == MemberDocument.TypeName);

    private LookupKeys Keys => new(cosmos.Client, new(cosmos.Client));

    private async Task Store(MarkedDocument document)
    {
        var container = cosmos.Client.GetContainer(CosmosContainers.Database, document.Kind.Container);
        var key = (await container.ReadContainerAsync()).Resource.PartitionKeyPath[1..];
        using var response = await container.CreateItemStreamAsync(
            document.ToStream(),
            new PartitionKey((string)document.Json[key]!),
            cancellationToken: TestContext.Current.CancellationToken
        );
        response.EnsureSuccessStatusCode();
    }

    private Dictionary<string, string> GivenFor(StoredKind kind)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal) { ["programmeId"] = Programme };
        if (kind.Link.HasFlag(PersonLink.LedgerKey) || kind.Document == typeof(MemberDocument))
            given["ledgerKey"] = _ledgerKey;
        if (!kind.Link.HasFlag(PersonLink.LedgerKey) && (kind.Link & ByMemberId) != PersonLink.None)
            given["memberId"] = _memberId;
        if (kind.Document == typeof(WalletDocument))
            given["id"] = WalletDocument.IdOf(Programme);
        if (kind.Document == typeof(MoreLotsDocument))
            given["id"] = MoreLotsDocument.IdOf(Programme);
        if (kind.Document == typeof(MemberDocument))
            given["id"] = MemberDocument.SingletonId;
        return given;
    }

    private async Task<JsonObject> Export()
    {
        var ct = TestContext.Current.CancellationToken;
        var exports = new CosmosMemberExports(cosmos.Client, new CosmosLedgerKeys(cosmos.Client), Keys);
        var export = (await exports.Find(_memberId, ct))!;
        var all = new JsonObject { ["profile"] = export.Profile };
        foreach (var programme in export.Programmes)
        {
            all[$"wallet {programme.ProgrammeId}"] = programme.Wallet;
            foreach (var list in programme.Lists)
                all[$"{list.Name} {programme.ProgrammeId}"] = new JsonArray([.. await list.Read(ct).ToArrayAsync(ct)]);
        }
        foreach (var list in export.Lists)
            all[list.Name] = new JsonArray([.. await list.Read(ct).ToArrayAsync(ct)]);
        return all;
    }

    private static IEnumerable<string> ValuesIn(JsonNode? node) =>
        node switch
        {
            JsonObject it => it.SelectMany(member => ValuesIn(member.Value)),
            JsonArray it => it.SelectMany(ValuesIn),
            null => [],
            _ => [node.ToString()],
        };
}

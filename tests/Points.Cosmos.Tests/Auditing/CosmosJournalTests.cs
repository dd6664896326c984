using Microsoft.Azure.Cosmos;
using Points.Cosmos.Auditing;
using Points.Cosmos.Documents;
using Points.Cosmos.Keys;
using Points.Domain.Actors;
using Points.Domain.Auditing;

namespace Points.Cosmos.Tests.Auditing;

/// <summary>The journal has each action once, in chains that verify, and lists them all, newest first.</summary>
public sealed class CosmosJournalTests(CosmosFixture cosmos)
{
    /// <summary>More than a batch can hold.</summary>
    private const int Many = 150;

    /// <summary>Each test has days of its own.</summary>
    private static int _years;

    private readonly CosmosJournal _journal = new(cosmos.Client, new DeploymentKey(cosmos.Client));
    private readonly DateTimeOffset _noon = new(
        2100 + (10 * Interlocked.Increment(ref _years)),
        3,
        10,
        12,
        0,
        0,
        default
    );

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_the_same_actions_again_Then_nothing_is_added_and_the_head_stays()
    {
        StaffAction[] actions = [.. Enumerable.Range(0, Many).Select(it => Action(it))];

        var first = await _journal.Append(actions[0].Chain, actions[..100], Ct);
        var second = await _journal.Append(actions[0].Chain, actions, Ct);
        var third = await _journal.Append(actions[0].Chain, actions, Ct);

        Assert.Equal((100, Many), (first.Number, second.Number));
        Assert.Equal(second, third);
        Assert.Equal(Many, (await VerifiedChain(actions[0].Chain)).Count);
    }

    [Fact]
    public async Task Given_several_writers_of_a_chain_Then_each_action_is_there_once()
    {
        StaffAction[] actions = [.. Enumerable.Range(0, Many).Select(it => Action(it))];

        await Task.WhenAll(
            Enumerable.Range(0, 4).Select(writer => _journal.Append(actions[0].Chain, actions[(writer * 10)..], Ct))
        );
        await _journal.Append(actions[0].Chain, actions, Ct);

        Assert.Equal(
            actions.Select(it => it.ItemId).Order(StringComparer.Ordinal),
            (await VerifiedChain(actions[0].Chain)).Select(it => it.ItemId).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Given_a_source_whose_words_are_erased_Then_the_item_loses_them_and_still_verifies()
    {
        var action = Action(1) with { Reason = "his wife asked for it" };
        await _journal.Append(action.Chain, [action], Ct);

        await _journal.Append(action.Chain, [action with { Reason = null }], Ct);

        var item = Assert.Single(await VerifiedChain(action.Chain));
        Assert.Null(item.Reason);
        Assert.NotNull(item.ReasonDigest);
    }

    [Fact]
    public async Task Given_pages_Then_each_item_is_listed_once_newest_first_although_new_ones_come()
    {
        var actions = new List<StaffAction>();
        for (var number = 0; number < 40; number++)
            actions.Add(
                Action(number, at: _noon.AddDays(-number % 3).AddMinutes(-number / 3), origin: $"key-{number}")
            );
        await Record(actions);

        var (listed, search, newer) = (new List<JournalItem>(), SearchAll(), 0);
        do
        {
            var page = await _journal.Read(search, 7, Ct);
            listed.AddRange(page.Items.Select(it => it.Item));
            await Record([Action(1_000 + newer, at: _noon.AddMinutes(++newer))]);
            search = search with { Before = page.Next! };
        } while (search.Before is not null);

        Assert.Equal(
            actions.OrderByDescending(it => it.Facts.At).Select(it => it.Facts.At),
            listed.Select(it => it.Facts.At)
        );
        Assert.Equal(actions.Count, listed.Select(it => it.ItemId).Distinct().Count());
    }

    [Fact]
    public async Task Given_long_gaps_Then_a_page_may_be_short_and_the_list_goes_on_until_the_oldest()
    {
        int[] days = [0, 20, 40, 400, 2_000];
        await Record(days.Select(day => Action(day, at: _noon.AddDays(-day))));

        var (pages, search) = (new List<int>(), SearchAll());
        do
        {
            var page = await _journal.Read(search, 50, Ct);
            pages.Add(page.Items.Count);
            search = search with { Before = page.Next! };
        } while (search.Before is not null);

        Assert.Equal([2, 1, 1, 1], pages);
    }

    [Fact]
    public async Task Given_a_person_or_a_kind_Then_only_those_items_are_listed_each_with_the_person()
    {
        await Record([
            Action(1),
            Action(2) with
            {
                Subject = "ops-2",
            },
            Action(3, kind: "frozen") with
            {
                Subject = "ops-2",
            },
            Action(4) with
            {
                Subject = null,
            },
        ]);

        var ofPerson = await _journal.Read(SearchAll() with { Subject = "ops-2" }, 50, Ct);
        var ofKind = await _journal.Read(SearchAll() with { Subject = "ops-2", Kind = "frozen" }, 50, Ct);
        var all = await _journal.Read(SearchAll(), 50, Ct);

        Assert.Equal([3, 2], ofPerson.Items.Select(it => it.Item.Facts.Points));
        Assert.All(ofPerson.Items, it => Assert.Equal("ops-2", it.Subject));
        Assert.Equal(3, Assert.Single(ofKind.Items).Item.Facts.Points);
        Assert.Equal([null, "ops-2", "ops-2", "ops-1"], all.Items.Select(it => it.Subject));
        Assert.Null(all.Items[0].Item.Actor);
        Assert.Single(ofPerson.Items.Select(it => it.Item.Actor).Distinct());
    }

    [Fact]
    public async Task Given_an_erased_person_Then_their_items_stay_without_the_name_and_are_still_found()
    {
        await Record([Action(1)]);
        var item = Assert.Single((await _journal.Read(SearchAll(), 50, Ct)).Items).Item;

        using (
            await Journal.DeleteItemStreamAsync(
                ActorDocument.IdOf(item.ItemId),
                new(item.Chain.ToString()),
                cancellationToken: Ct
            )
        )
            Assert.Null(
                Assert.Single((await _journal.Read(SearchAll() with { Subject = "ops-1" }, 50, Ct)).Items).Subject
            );
        await VerifiedChain(item.Chain);
    }

    [Fact]
    public async Task Each_head_is_anchored_even_if_an_earlier_attempt_ended_before_its_file_was_written()
    {
        var (files, actions) = (
            new KeptFiles(),
            Enumerable.Range(0, 20).Select(it => Action(it, origin: $"key-{it}")).ToArray()
        );
        foreach (var chain in actions.GroupBy(it => it.Chain))
            await _journal.Append(chain.Key, [.. chain], Ct);

        await new JournalRecorder(_journal, files).Record(actions, Ct);

        Assert.Equal(
            actions.Select(it => it.Chain.ToString()).Distinct().Order(StringComparer.Ordinal),
            files.Anchors.Select(it => it.Chain).Order(StringComparer.Ordinal)
        );
        foreach (var anchor in files.Anchors)
            Assert.Null(anchor.FindContradiction(await VerifiedChain(JournalChain.Parse(anchor.Chain))));
    }

    private Container Journal => cosmos.Client.GetContainer(CosmosContainers.Database, CosmosContainers.Journal);

    private StaffAction Action(
        int number,
        DateTimeOffset? at = null,
        string kind = "adjustment",
        string origin = "key-1"
    ) =>
        new(
            $"i-{_noon.Year}-{number}",
            origin,
            new(at ?? _noon.AddSeconds(number), kind, ActorRole.Operator, "console")
            {
                LedgerKey = origin,
                Points = number,
            },
            "ops-1",
            null
        );

    private Task Record(IEnumerable<StaffAction> actions) =>
        new JournalRecorder(_journal, new KeptFiles()).Record(actions, Ct);

    private JournalSearch SearchAll() =>
        new(_noon.AddYears(-6), JournalItem.SortKeyAt(_noon.AddYears(1)), Subject: null, Kind: null);

    private async Task<List<JournalItem>> VerifiedChain(JournalChain chain)
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.type = @type").WithParameter(
            "@type",
            JournalItemDocument.TypeName
        );
        var items = new List<JournalItem>();
        await foreach (
            var document in Journal.ReadAll(
                query,
                100,
                DocumentJson.Default.QueryPageJournalItemDocument,
                Ct,
                chain.ToString()
            )
        )
            items.Add(document.ToItem());
        items.Sort((one, other) => one.Number.CompareTo(other.Number));
        var digests = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var reason in items.Select(it => it.Reason).OfType<string>())
            digests[reason] = await _journal.DigestOfReason(reason, Ct);
        Assert.Null(JournalVerifier.FindFirstFault(chain, items, reason => digests[reason]));
        return items;
    }
}

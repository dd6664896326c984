using Points.Domain.Actors;
using Points.Domain.Auditing;
using Points.Domain.Files;

namespace Points.Domain.Tests.Auditing;

/// <summary>A journal that is changed later does not verify, or contradicts its anchors (law L12).</summary>
public sealed class JournalVerifierTests
{
    private static readonly DateTimeOffset Noon = new(2027, 3, 10, 12, 0, 0, TimeSpan.Zero);

    private static readonly JournalChain Chain = ActionOf(1).Chain;

    [Fact]
    public void A_chain_as_it_was_written_has_no_fault()
    {
        Assert.Null(FaultIn(Written(3)));
        Assert.Null(FaultIn([]));
    }

    [Fact]
    public void The_words_of_a_reason_can_be_erased()
    {
        var erased = Written(3);
        erased[1] = erased[1] with { Reason = null };

        Assert.Null(FaultIn(erased));
    }

    [Fact]
    public void A_reason_cannot_be_replaced()
    {
        var changed = Written(3);
        changed[1] = changed[1] with { Reason = "goodwill" };

        Assert.Equal("item i-2 has a reason that does not match its digest", FaultIn(changed));
    }

    [Fact]
    public void Every_fact_is_covered_by_the_hash()
    {
        JournalItem[] changed =
        [
            Changed(it => it with { At = Noon.AddSeconds(1) }),
            Changed(it => it with { Kind = "unfrozen" }),
            Changed(it => it with { Role = ActorRole.Support }),
            Changed(it => it with { Client = null }),
            Changed(it => it with { EntryId = "e-2" }),
            Changed(it => it with { LedgerKey = "key-2" }),
            Changed(it => it with { ProgrammeId = "other" }),
            Changed(it => it with { Revision = 3 }),
            Changed(it => it with { EffectiveOn = new(2027, 5, 1) }),
            Changed(it => it with { RewardId = "mug" }),
            Changed(it => it with { Points = 501 }),
            Changed(it => it with { MerchantId = "other" }),
            Changed(it => it with { Period = "2027-04" }),
            Changed(it => it with { DisputeId = "d-2" }),
            Changed(it => it with { IsAccepted = false }),
            Changed(it => it with { DocumentId = "e-9" }),
            Changed(it => it with { Fields = ["phone"] }),
            Changed(it => it with { FamilyId = "f-2" }),
            Changed(it => it with { ApprovalId = "a-2" }),
            Changed(it => it with { ComplaintId = "c-2" }),
            Written(1)[0] with
            {
                Actor = "another",
            },
            Written(1)[0] with
            {
                ReasonDigest = null,
                Reason = null,
            },
        ];

        Assert.All(changed, item => Assert.Equal("item i-1 does not match its hash", FaultIn([item])));
    }

    [Fact]
    public void An_item_that_is_left_out_or_moved_or_there_twice_is_found()
    {
        var items = Written(3);

        Assert.Equal("item i-3 has number 3 but number 2 is expected", FaultIn([items[0], items[2]]));
        Assert.Equal("item i-2 has number 2 but number 1 is expected", FaultIn([items[1], items[0], items[2]]));
        Assert.Equal(
            "item i-1 is there twice",
            FaultIn([items[0], Head(items[0]).Append(ActionOf(1), "actor", DigestOf("reason 1"))])
        );
    }

    [Fact]
    public void An_item_of_another_day_or_range_is_found()
    {
        var other = Chain with { Day = Chain.Day.AddDays(1) };
        var moved = JournalHead.Genesis(other).Append(ActionOf(1), "actor", DigestOf("reason 1"));

        Assert.Equal($"item i-1 does not belong to {other}", JournalVerifier.FindFirstFault(other, [moved], DigestOf));
        Assert.Equal($"item i-1 does not belong to {Chain}", FaultIn([moved with { Number = 1 }]));
    }

    [Fact]
    public void A_rewritten_chain_with_valid_hashes_contradicts_its_anchor()
    {
        var (real, forged) = (Written(3), Written(3, actor: "another"));
        var anchor = JournalAnchor.FromJson(JournalAnchor.Of(Head(real[1])).ToJson());

        Assert.Null(FaultIn(forged));
        Assert.Null(anchor.FindContradiction(real));
        Assert.Equal($"item 2 of {Chain} was anchored with another hash", anchor.FindContradiction(forged));
        Assert.Equal($"item 2 of {Chain} was anchored and is missing", anchor.FindContradiction(real[..1]));
    }

    [Fact]
    public void The_name_of_an_anchor_follows_from_the_head()
    {
        var anchor = JournalAnchor.Of(Head(Written(2)[1]));

        Assert.Equal($"journal/2027-03-10/{Chain.Range}/2-{anchor.Hash}.json", anchor.FileName);
        WriteOnceFileNames.ThrowIfInvalid(anchor.FileName);
    }

    [Fact]
    public void The_range_of_an_origin_never_changes_and_all_ranges_are_used()
    {
        Assert.Equal(
            [1, 5, 1],
            new[] { "shop", "key-of-ming", "2027-03" }.Select(it => (ActionOf(1) with { Origin = it }).Chain.Range)
        );
        Assert.Equal(
            JournalChain.Ranges,
            Enumerable.Range(0, 100).Select(it => (ActionOf(1) with { Origin = $"{it}" }).Chain).Distinct().Count()
        );
        Assert.Equal(Chain, JournalChain.Parse(Chain.ToString()));
        Assert.Throws<InvalidDataException>(() => JournalChain.Parse("2027-03-10~8"));
    }

    [Fact]
    public void The_day_of_a_chain_is_the_UTC_day()
    {
        var early = ActionOf(1).Facts with { At = new(2027, 3, 10, 7, 59, 0, TimeSpan.FromHours(8)) };

        Assert.Equal(new(2027, 3, 9), (ActionOf(1) with { Facts = early }).Chain.Day);
    }

    private static StaffAction ActionOf(int number) =>
        new(
            $"i-{number}",
            "key-1",
            new(Noon, "adjustment", ActorRole.Operator, "console")
            {
                EntryId = "e-1",
                LedgerKey = "key-1",
                ProgrammeId = "shop",
                Revision = 2,
                Points = 500,
                IsAccepted = true,
            },
            "ops-1",
            $"reason {number}"
        );

    private static JournalItem[] Written(int count, string actor = "actor")
    {
        var (head, items) = (JournalHead.Genesis(Chain), new List<JournalItem>());
        for (var number = 1; number <= count; number++)
        {
            var action = ActionOf(number);
            items.Add(head.Append(action, actor, DigestOf(action.Reason!)));
            head = Head(items[^1]);
        }
        return [.. items];
    }

    private static JournalItem Changed(Func<ActionFacts, ActionFacts> change)
    {
        var item = Written(1)[0];
        return item with { Facts = change(item.Facts) };
    }

    private static JournalHead Head(JournalItem item) => new(item.Chain, item.Number, item.Hash);

    private static string DigestOf(string reason) => $"digest of {reason}";

    private static string? FaultIn(JournalItem[] items) => JournalVerifier.FindFirstFault(Chain, items, DigestOf);
}

using Points.Domain.Enrolling;
using Points.Domain.Ledger;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Enrolling;

public sealed class MemberLookupTests
{
    private static readonly LedgerKey Ming = new("ming"),
        Lan = new("lan");

    private static readonly DateTimeOffset Later = Noon + MemberLookup.ReservedFor;

    [Fact]
    public void Several_members_may_share_a_value_that_is_not_verified()
    {
        var shared = MemberLookup.Empty.Add(Ming, false, Noon).Add(Lan, false, Noon).Add(Ming, false, Noon);

        Assert.Equal(["lan", "ming"], shared.Entries.Select(it => it.LedgerKey));
        Assert.Null(shared.FindOtherOwner(Lan));
    }

    [Fact]
    public void A_verified_value_has_one_owner_whom_an_unverified_change_does_not_end()
    {
        var owned = MemberLookup.Empty.Add(Ming, true, Noon).Add(Lan, false, Later).Add(Ming, false, Later);

        Assert.Equal("ming", owned.FindOtherOwner(Lan)!.LedgerKey);
        Assert.Null(owned.FindOtherOwner(Ming));
    }

    [Fact]
    public void Removing_the_owner_frees_the_value()
    {
        var freed = MemberLookup.Empty.Add(Ming, true, Noon).Add(Lan, false, Noon).Remove(Ming, Later);

        Assert.Null(freed.FindOtherOwner(Lan));
        Assert.Equal(["lan"], freed.Entries.Select(it => it.LedgerKey));
    }

    [Fact]
    public void An_entry_stays_while_a_change_of_the_profile_may_be_about_to_need_it()
    {
        var added = MemberLookup.Empty.Add(Ming, false, Noon);

        Assert.Equal(added, added.Remove(Ming, Later.AddTicks(-1)));
        Assert.Empty(added.Remove(Ming, Later).Entries);
    }

    [Fact]
    public void A_placeholder_does_not_grow_without_end_and_still_finds_whom_it_is_verified_for()
    {
        var full = Enumerable
            .Range(0, MemberLookup.MembersMax)
            .Aggregate(MemberLookup.Empty, (lookup, i) => lookup.Add(new($"m-{i}"), false, Noon));
        Assert.False(full.HasMore);

        var (more, owned) = (full.Add(Ming, false, Noon), full.Add(Ming, true, Noon));

        Assert.True(more.HasMore && owned.HasMore);
        Assert.Equal((MemberLookup.MembersMax, MemberLookup.MembersMax), (more.Entries.Length, owned.Entries.Length));
        Assert.Equal("ming", owned.FindOtherOwner(Lan)!.LedgerKey);
    }
}

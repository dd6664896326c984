using Points.Domain.Enrolling;
using Points.Domain.Ledger;
using Points.Domain.Programmes.Rules;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Enrolling;

public sealed class EnrolTests
{
    private static readonly Member Ming = new(
        "m-1",
        new(1990, 5, 1),
        CreditGrade.B,
        true,
        null,
        "zh",
        new(false, false),
        ["shop"],
        [],
        null
    );

    [Fact]
    public void A_new_member_gets_the_new_key_and_keeps_it()
    {
        var first = new Enrol(Ming).MergeWith(null, KeyOfMing, Noon);

        Assert.Equal(
            (KeyOfMing, KeyOfMing),
            (first.LedgerKey, new Enrol(Ming).MergeWith(first, new("other"), Noon).LedgerKey)
        );
    }

    [Fact]
    public void A_first_enrolment_stores_the_profile_unchanged() =>
        Assert.Equal(["shop"], new Enrol(Ming).MergeWith(null, KeyOfMing, Noon).Programmes);

    [Fact]
    public void An_update_never_removes_a_programme() =>
        Assert.Equal(
            ["shop", "cafe"],
            new Enrol(Ming with { Programmes = ["cafe"] }).MergeWith(Ming, KeyOfMing, Noon).Programmes
        );

    [Fact]
    public void A_frozen_member_stays_frozen()
    {
        var updated = new Enrol(Ming).MergeWith(Ming with { FrozenReason = "reported stolen" }, KeyOfMing, Noon);

        Assert.Equal("reported stolen", updated.FrozenReason);
        Assert.True(updated.Facts.Frozen);
    }
}

using Points.Domain.Ledger;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Ledger;

public sealed class ConsentsTests
{
    private static readonly DateOnly Adult = new(1990, 5, 1);

    /// <summary>Thirteen on <see cref="Noon"/>, and fourteen on the day after.</summary>
    private static readonly DateOnly Child = new(2012, 11, 23);

    private static readonly DateTimeOffset Fourteen = Noon.AddDays(1);

    [Fact]
    public void Each_change_adds_a_record_and_a_repeat_adds_none()
    {
        var consents = Consents
            .None.Change(new(true, null, "v1"), ConsentGiver.Member, Adult, Noon)
            .Change(new(true, null), ConsentGiver.Operator, Adult, Noon.AddDays(1))
            .Change(new(true, null, "v1"), ConsentGiver.Operator, Adult, Noon.AddDays(1))
            .Change(new(true, false, "v2"), ConsentGiver.Operator, Adult, Noon.AddDays(2))
            .Change(ConsentChange.WithdrawAll, ConsentGiver.Member, Adult, Noon.AddDays(3));

        Assert.Equal(
            [
                new(ConsentPurpose.Personalisation, false, Noon.AddDays(3), null, ConsentGiver.Member),
                new(ConsentPurpose.Personalisation, true, Noon.AddDays(2), "v2", ConsentGiver.Operator),
                new(ConsentPurpose.Personalisation, true, Noon, "v1", ConsentGiver.Member),
            ],
            consents.ListChanges()
        );
        Assert.Equal(ConsentState.Withdrawn, consents.StateOf(ConsentPurpose.Personalisation, Adult, Noon.AddDays(4)));
        Assert.Equal(ConsentState.NeverGiven, consents.StateOf(ConsentPurpose.Marketing, Adult, Noon.AddDays(4)));
    }

    [Fact]
    public void However_often_a_consent_changes_Then_the_first_and_the_newest_records_stay()
    {
        var consents = Consents.None.Change(new(null, true), ConsentGiver.Member, Adult, Noon);
        for (var day = 0; day < 200; day++)
            consents = consents.Change(new(day % 2 == 0, null), ConsentGiver.Member, Adult, Noon.AddDays(day));

        Assert.Equal(Consents.RecordsPerPurposeMax + 1, consents.Records.Length);
        Assert.Equal(
            (Noon, Noon, Noon.AddDays(199)),
            (consents.Records[0].At, consents.Records[1].At, consents.Records[^1].At)
        );
    }

    [Fact]
    public void A_consent_from_before_records_were_kept_counts_and_stays_known()
    {
        var old = new Consents(Personalisation: true, Marketing: false);
        var withdrawn = old.Change(new(false, null), ConsentGiver.Member, Adult, Noon);

        Assert.Equal(ConsentState.Given, old.StateOf(ConsentPurpose.Personalisation, Adult, Noon));
        Assert.Equal(new(ConsentPurpose.Personalisation, true, null, null, null), Assert.Single(old.ListChanges()));
        Assert.Equal([Noon, null], withdrawn.ListChanges().Select(it => it.At));
    }

    [Fact]
    public void What_an_older_version_of_the_app_wrote_is_what_was_said_last()
    {
        var given = Consents.None.Change(new(true, null), ConsentGiver.Member, Adult, Noon);
        var withdrawn = given with { Personalisation = false };

        Assert.Equal(ConsentState.Withdrawn, withdrawn.StateOf(ConsentPurpose.Personalisation, Adult, Noon));
        Assert.Equal([null, Noon], withdrawn.ListChanges().Select(it => it.At));
        var again = withdrawn.Change(new(true, null), ConsentGiver.Member, Adult, Noon.AddDays(1));
        Assert.Equal([Noon.AddDays(1), null, Noon], again.ListChanges().Select(it => it.At));
    }

    [Theory]
    [InlineData(false, ConsentState.NeedsGuardian, ConsentState.NeedsMember)]
    [InlineData(true, ConsentState.Given, ConsentState.NeedsMember)]
    public void Under_14_only_a_guardian_consents_and_from_14_on_only_the_member(
        bool byGuardian,
        ConsentState asChild,
        ConsentState from14
    )
    {
        var consents = Consents.None.Change(new(true, null, ByGuardian: byGuardian), ConsentGiver.Member, Child, Noon);
        var renewed = consents.Change(new(true, null), ConsentGiver.Member, Child, Fourteen);

        Assert.Equal(
            (asChild, from14, ConsentState.Given),
            (StateOf(consents, Noon), StateOf(consents, Fourteen), StateOf(renewed, Fourteen))
        );
    }

    [Fact]
    public void A_consent_that_a_child_gave_before_does_not_count_until_14()
    {
        var old = new Consents(Personalisation: true, Marketing: false);
        var guarded = old.Change(new(true, null, ByGuardian: true), ConsentGiver.Operator, Child, Noon);

        Assert.Equal((ConsentState.NeedsGuardian, ConsentState.Given), (StateOf(old, Noon), StateOf(guarded, Noon)));
        Assert.Equal(2, guarded.Records.Length);
    }

    [Theory]
    [InlineData(true, false, true)]
    [InlineData(true, true, false)]
    [InlineData(false, false, false)]
    public void A_child_cannot_give_but_can_withdraw(bool given, bool byGuardian, bool isRefused) =>
        Assert.Equal(
            isRefused,
            new ConsentChange(null, given, ByGuardian: byGuardian).FindRefusal(Child, Noon) is Refusal.GuardianNeeded
        );

    [Fact]
    public void Nobody_has_a_guardian_from_14_on()
    {
        var change = new ConsentChange(true, null, ByGuardian: true);

        Assert.Null(change.FindRefusal(Child, Noon));
        Assert.IsType<Refusal.Invalid>(change.FindRefusal(Child, Fourteen));
        Assert.IsType<Refusal.Invalid>(change.FindRefusal(null, Noon));
    }

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, true, false)]
    public void The_facts_of_a_wallet_say_the_same(bool byGuardian, bool asChild, bool from14)
    {
        var member = Member.Unknown("m-1") with
        {
            BirthDate = Child,
            Consents = Consents.None.Change(new(true, null, ByGuardian: byGuardian), ConsentGiver.Member, Child, Noon),
        };

        Assert.Equal(
            (asChild, from14),
            (
                member.Facts.AllowsPersonalisation(Child.AddYears(14).AddDays(-1)),
                member.Facts.AllowsPersonalisation(Child.AddYears(14))
            )
        );
    }

    private static ConsentState StateOf(Consents consents, DateTimeOffset at) =>
        consents.StateOf(ConsentPurpose.Personalisation, Child, at);
}

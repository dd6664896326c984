using Points.Cosmos.Members;
using Points.Domain.Revising;

namespace Points.Cosmos.Tests.Programmes;

/// <summary>An operator sees how many members have no telephone number, without all of them being read.</summary>
public sealed class AddressSampleTests : AnnouncementFixture
{
    [Fact]
    public async Task Few_members_are_all_counted()
    {
        for (var i = 0; i < 3; i++)
            await AddPhone(Members[i].MemberId);

        Assert.Equal(new(MembersCount, true, MembersCount - 3), await TakeSample());
    }

    [Fact]
    public async Task Of_many_members_a_sample_is_counted_and_says_that_it_is_one()
    {
        for (var i = MembersCount; i <= AddressSample.MembersMax; i++)
            await Enrol($"m-{i}");

        Assert.Equal(new(AddressSample.MembersMax, false, AddressSample.MembersMax), await TakeSample());
    }

    [Fact]
    public async Task Members_of_other_programmes_do_not_count() =>
        Assert.Equal(
            new(0, true, 0),
            await ChangeNotifications.SampleAddresses("sho", TestContext.Current.CancellationToken)
        );

    private Task<AddressSample> TakeSample() => ChangeNotifications.SampleAddresses("shop", Cancellation);

    private Task<Domain.Ledger.Member?> AddPhone(string memberId) =>
        new CosmosMemberStore(Cosmos.Client).Update(
            memberId,
            member => member! with { Phone = "13800000000" },
            Cancellation
        );
}

using System.Net;
using System.Text.Json;
using Points.Domain.Actors;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>Whatever staff do is in the auditors' journal, with the person who did it.</summary>
public sealed partial class StaffActionTests : StaffActionsHost
{
    [Fact]
    public async Task Every_kind_of_act_and_every_entry_of_staff_is_in_the_journal_with_its_person()
    {
        await DoThingsToMembers();
        await DoThingsToProgrammes();
        await DoThingsToWallets();
        await DoThingsToSettlement();

        var journal = await Journal();

        Assert.All(journal, it => Assert.NotNull(it["actor"]));
        Assert.All(
            Done,
            done =>
                Assert.Contains(journal, it => done == ((string)it["kind"]!, (string)it["role"]!, (string)it["actor"]!))
        );
        Assert.Subset(
            Done.Select(it => it.Kind).ToHashSet(),
            Enum.GetNames<ActKind>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName).ToHashSet()
        );
        CheckChains(journal);
        Assert.Equal(journal.Count, journal.Select(it => (string)it["actionId"]!).Distinct().Count());
        Assert.Equal(
            journal.Select(it => (DateTimeOffset)it["at"]!).OrderDescending(),
            journal.Select(it => (DateTimeOffset)it["at"]!)
        );
        Assert.DoesNotContain(
            "staff-ming",
            string.Concat(journal.Select(it => it.ToJsonString())),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_list_is_cut_by_day_person_and_kind_and_pages_have_each_item_once()
    {
        await Do("enrolled", "PUT", "members/staff-ming", Profile("zh"));
        for (var day = 10; day <= 14; day++)
        {
            await Api.SetClock($"2027-03-{day}T23:59:00+08:00");
            foreach (var number in (int[])[1, 2])
                await Do(
                    "adjustment",
                    "POST",
                    "members/staff-ming/adjustments",
                    AdjustmentBody("hotel", number, $"case {day}", $"{day}-{number}"),
                    "support"
                );
        }

        Assert.Equal(11, (await Journal("limit=3")).Select(it => (string)it["actionId"]!).Distinct().Count());
        Assert.Equal(
            ["case 12", "case 12", "case 11", "case 11"],
            (await Journal("from=2027-03-11&to=2027-03-12")).Select(it => (string)it["reason"]!)
        );
        Assert.Equal(
            ["case 12", "case 12"],
            (await Journal("from=2027-03-12T12:00:00%2B08:00&to=2027-03-13T12:00:00+08:00")).Select(it =>
                (string)it["reason"]!
            )
        );
        Assert.Equal(10, (await Journal("kind=adjustment&limit=3")).Count);
        var (kind, role, person) = Done[3];
        var found = Assert.Single(await Journal($"actor={person}"));
        Assert.Equal((kind, role, person), ((string)found["kind"]!, (string)found["role"]!, (string)found["actor"]!));
        Assert.Empty(await Journal("actor=nobody"));
    }

    [Theory]
    [InlineData("from=yesterday", "from")]
    [InlineData("to=2027-03-10T12:00:00", "to")]
    [InlineData("actor=", "actor")]
    [InlineData("limit=0", "limit")]
    [InlineData("cursor=eHg", "cursor")]
    public async Task A_request_that_is_not_valid_names_the_parameter(string query, string parameter) =>
        (await Api.Send(HttpMethod.Get, $"/api/audit/actions?{query}", await Api.AuditorToken())).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid-request",
            parameter
        );
}

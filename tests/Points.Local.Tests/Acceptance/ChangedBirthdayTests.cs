using System.Net;
using System.Text.Json.Nodes;

namespace Points.Local.Tests.Acceptance;

/// <summary>A birthday that is changed brings no second gift within twelve months.</summary>
public sealed class ChangedBirthdayTests : IAsyncLifetime
{
    private RunningHost _host = null!;

    private Api Api => _host.Api;

    public async ValueTask InitializeAsync()
    {
        _host = await RunningHost.Start();
        await Api.SetClock("2027-03-10T12:00:00+08:00");
        (
            await Api.Announce(
                "pet-shop",
                "2027-03-10",
                document =>
                    document["actions"]!
                        .AsArray()
                        .Add(
                            new JsonObject
                            {
                                ["action"] = "birthday",
                                ["points"] = 50,
                                ["limit"] = new JsonObject { ["times"] = 1, ["per"] = "year" },
                                ["on"] = "birthday",
                            }
                        )
            )
        ).Expect(HttpStatusCode.OK);
        await Api.SetClock("2027-03-11T12:00:00+08:00");
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Given_a_gift_on_25_December_When_the_birthday_is_moved_to_2_January_Then_no_second_gift()
    {
        var memberId = $"m-{Guid.NewGuid():N}";
        (await Enrol(memberId, "1990-12-25", "2020-12-25")).Expect(HttpStatusCode.Created);
        await Api.SetClock("2027-12-25T09:00:00+08:00");
        await Api.RunJob("BirthdayGifts");
        Assert.Equal(250, await GiftPoints(memberId));

        (await Enrol(memberId, "1990-01-02", "2020-01-02")).Expect(HttpStatusCode.OK);
        foreach (var (at, points) in new[] { ("2028-01-02", 250), ("2028-12-25", 250), ("2029-01-02", 500) })
        {
            await Api.SetClock($"{at}T09:00:00+08:00");
            await Api.RunJob("BirthdayGifts");
            Assert.Equal((at, points), (at, await GiftPoints(memberId)));
        }
    }

    [Fact]
    public async Task A_birthday_that_was_moved_brings_its_gift_30_days_later_also_in_a_programme_that_is_joined_then()
    {
        var memberId = $"m-{Guid.NewGuid():N}";
        (await Enrol(memberId, "1990-12-25", "2020-12-25", "supermarket")).Expect(HttpStatusCode.Created);
        await Api.SetClock("2027-06-01T09:00:00+08:00");

        (await Enrol(memberId, "1990-06-01", "2020-06-02", "pet-shop")).Expect(HttpStatusCode.OK);

        foreach (var (at, points) in new[] { ("2027-06-02", 0), ("2028-06-01", 50), ("2028-06-02", 250) })
        {
            await Api.SetClock($"{at}T09:00:00+08:00");
            await Api.RunJob("BirthdayGifts");
            Assert.Equal((at, points), (at, await GiftPoints(memberId)));
        }
    }

    [Fact]
    public async Task An_operator_cannot_record_the_gift_of_a_birthday_that_was_moved_to_today()
    {
        var memberId = $"m-{Guid.NewGuid():N}";
        (await Enrol(memberId, "1990-12-25", "2020-12-25")).Expect(HttpStatusCode.Created);

        (await Enrol(memberId, "1990-03-11", "2020-03-11")).Expect(HttpStatusCode.OK);

        (await Api.RecordAction(memberId, "pet-shop", "birthday", "now")).ExpectProblem(
            HttpStatusCode.Conflict,
            "not-eligible"
        );
        (await Api.RecordAction(memberId, "pet-shop", "pet-birthday", "now")).ExpectProblem(
            HttpStatusCode.Conflict,
            "not-eligible"
        );
    }

    [Fact]
    public async Task The_terms_say_when_a_changed_birthday_counts()
    {
        var terms = await Api.Send(HttpMethod.Get, "/api/programmes/pet-shop/terms", token: null);

        Assert.Contains("修改30天后", terms.Raw, StringComparison.Ordinal);
    }

    private Task<Reply> Enrol(string memberId, string born, string petBorn, string programmeId = "pet-shop") =>
        Api.Enrol(
            memberId,
            new JsonObject
            {
                ["identityVerified"] = true,
                ["programmes"] = new JsonArray(programmeId),
                ["birthDate"] = born,
                ["pets"] = new JsonArray(new JsonObject { ["name"] = "Mimi", ["birthday"] = petBorn }),
            }
        );

    /// <summary>The points of all gifts. The ledger has each gift as an action.</summary>
    private async Task<long> GiftPoints(string memberId) =>
        (await Api.Ledger(memberId, "pet-shop"))
            .Where(entry => entry["kind"]!.GetValue<string>() == "action")
            .Sum(entry => entry["points"]!.GetValue<long>());
}

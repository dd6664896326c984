using System.Net;
using System.Text.Json.Nodes;

namespace Points.Local.Tests.Acceptance.Programmes;

/// <summary>
/// A host whose clock is set after all windows of the sample programmes. Operators may submit purchases of any age.
/// </summary>
public sealed class ProgrammesHost : IAsyncLifetime
{
    private RunningHost _host = null!;

    internal Api Api => _host.Api;

    public async ValueTask InitializeAsync()
    {
        _host = await RunningHost.Start();
        await Api.SetClock("2027-12-01T12:00:00+08:00");
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    /// <summary>Enrols a member with the given facts.</summary>
    internal async Task<string> Member(
        string programmeId,
        string? birthDate = null,
        string? grade = null,
        bool personalisation = false,
        string? petBirthday = null
    )
    {
        var (memberId, profile) = (
            $"m-{Guid.NewGuid():N}",
            new JsonObject { ["identityVerified"] = true, ["programmes"] = new JsonArray(programmeId) }
        );
        if (birthDate is not null)
            profile["birthDate"] = birthDate;
        if (grade is not null)
            profile["creditGrade"] = grade;
        if (petBirthday is not null)
            profile["pets"] = new JsonArray(new JsonObject { ["name"] = "Mimi", ["birthday"] = petBirthday });
        profile["consents"] = new JsonObject { ["personalisation"] = personalisation };
        (await Api.Enrol(memberId, profile)).Expect(HttpStatusCode.Created);
        return memberId;
    }

    /// <summary>Submits a purchase made at that time and returns the points it earns.</summary>
    internal async Task<long> Earned(string memberId, string programmeId, string at, params JsonObject[] lines)
    {
        var earned = (await Purchase(memberId, programmeId, at, lines)).Expect(HttpStatusCode.Created);
        Assert.Equal(
            earned.Number("points"),
            earned.Body["explanation"]!.AsArray().Sum(line => line!["points"]!.GetValue<long>())
        );
        return earned.Number("points");
    }

    internal Task<Reply> Purchase(string memberId, string programmeId, string at, params JsonObject[] lines)
    {
        var purchase = Api.PurchaseBody(programmeId, 1, at: DateTimeOffset.Parse(at, null));
        purchase["lines"] = new JsonArray([.. lines]);
        return Api.Accrue(memberId, purchase);
    }
}

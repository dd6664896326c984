using System.Net;

namespace Points.Cli.Tests.Verifying;

/// <summary>The ledgers of an erased member verify like others, and name nobody.</summary>
public sealed class VerifyErasedTests : IDisposable
{
    private const string Programme = "fast-food";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Given_an_erased_member_Then_the_ledger_verifies_by_url_and_from_the_folder()
    {
        var data = _folder.PathOf("data");
        await using (var host = await RunningHost.Start(data))
        {
            var api = host.Api;
            var memberId = await api.EnrolNewMemberWithPoints(Programme, 2_000);
            (await api.Redeem(memberId, Api.RedemptionBody(Programme, "meal"))).Expect(HttpStatusCode.Created);
            (await api.Send(HttpMethod.Delete, $"/api/members/{memberId}", await api.MemberToken(memberId))).Expect(
                HttpStatusCode.NoContent
            );
            await api.RunJob("LedgerRelay");
            await api.RunJob("Erasures");

            var byUrl = await PointsCommand.Run(
                "verify",
                "--url",
                host.Address.ToString(),
                "--token",
                await api.AuditorToken()
            );

            Assert.Equal((0, ""), (byUrl.ExitCode, byUrl.Errors));
            Assert.Contains("1 ledgers, 3 entries", byUrl.Output, StringComparison.Ordinal);
        }

        var stopped = await PointsCommand.Run("verify", "--data", data);

        Assert.Equal((0, ""), (stopped.ExitCode, stopped.Errors));
        Assert.Contains("1 ledgers, 3 entries", stopped.Output, StringComparison.Ordinal);
    }
}

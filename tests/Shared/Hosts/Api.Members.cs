using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Points.Client;

namespace Points.Tests;

internal sealed partial class Api
{
    /// <summary>Enrols a new member and returns their id.</summary>
    public async Task<string> EnrolNewMember(params string[] programmes)
    {
        var memberId = $"m-{Guid.NewGuid():N}";
        await Operator.EnrolAsync(memberId, new() { IdentityVerified = true, Programmes = [.. programmes] });
        return memberId;
    }

    /// <summary>Enrols a member, who earns these points at the programme's own merchant.</summary>
    public async Task<string> EnrolNewMemberWithPoints(string programme, long points)
    {
        var memberId = await EnrolNewMember(programme);
        if (points > 0)
            await EarnPoints(memberId, programme, points);
        return memberId;
    }

    public async Task<Reply> Enrol(string memberId, JsonObject profile) =>
        await Send(HttpMethod.Put, $"/api/members/{memberId}", await OperatorToken(), profile);

    /// <summary>Sends a merge patch of a profile, as the member or another caller.</summary>
    public async Task<Reply> Patch(
        string memberId,
        string json,
        string? token = null,
        params (string Name, string Value)[] headers
    ) =>
        await Send(
            HttpMethod.Patch,
            $"/api/members/{memberId}",
            token ?? await MemberToken(memberId),
            Encoding.UTF8.GetBytes(json),
            key: null,
            headers
        );

    public async Task<Reply> Profile(string memberId) =>
        (await Send(HttpMethod.Get, $"/api/members/{memberId}", await OperatorToken())).Expect(HttpStatusCode.OK);

    /// <summary>The wallet as its member sees it.</summary>
    public async Task<Wallet> Wallet(string memberId, string programmeId) =>
        (await Member(memberId).WalletAsync(memberId, programmeId)).Result;

    /// <summary>Reads the whole ledger, oldest entry first.</summary>
    public async Task<List<JsonObject>> Ledger(string memberId, string programmeId)
    {
        var (entries, token, cursor) = (new List<JsonObject>(), await MemberToken(memberId), "");
        while (true)
        {
            var page = await Send(
                HttpMethod.Get,
                $"/api/members/{memberId}/wallets/{programmeId}/entries?limit=200{cursor}",
                token
            );
            entries.AddRange(
                page.Expect(HttpStatusCode.OK).Body["items"]!.AsArray().Select(entry => entry!.AsObject())
            );
            if (page.Body["next"] is null)
                break;
            cursor = $"&cursor={page.Text("next")}";
        }
        entries.Reverse();
        return entries;
    }

    public async Task<Reply> PutFamily(string familyId, params string[] members) =>
        await Send(
            HttpMethod.Put,
            $"/api/families/{familyId}",
            await OperatorToken(),
            new JsonObject { ["members"] = new JsonArray([.. members]) }
        );

    public async Task<Reply> Transfer(string from, string to, string programmeId, long points, string? key = null) =>
        await Send(
            HttpMethod.Post,
            $"/api/members/{from}/wallets/{programmeId}/transfers",
            await MemberToken(from),
            new JsonObject { ["toMemberId"] = to, ["points"] = points },
            key ?? Guid.NewGuid().ToString()
        );
}

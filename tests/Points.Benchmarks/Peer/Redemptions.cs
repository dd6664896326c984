using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace Points.Benchmarks.Peer;

/// <summary>Redeems rewards. Points are taken from the lots that expire first.</summary>
internal sealed class Redemptions(NpgsqlDataSource database, WriteCall calls)
{
    private const string CodeCharacters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const int CodeLength = 16;

    public async Task Post(HttpContext http)
    {
        if (await calls.Begin(http, PeerJson.Plain.RedemptionRequest) is not var (caller, key, body))
            return;
        if (body.FindError() is { } error)
            await http.Refuse(StatusCodes.Status400BadRequest, "invalid-request", error);
        else if (!caller.IsOperator && caller.Subject != http.Member())
            await http.Refuse(StatusCodes.Status403Forbidden, "forbidden", "The wallet is another member's.");
        else if (!Terms.All.TryGetValue(body.ProgrammeId!, out var terms) || terms.Reward.Id != body.RewardId)
            await http.Refuse(StatusCodes.Status404NotFound, "reward-not-found", "There is no such reward.");
        else if (terms.Quote(body.Points) is not var (points, worthFen))
            await http.Refuse(StatusCodes.Status400BadRequest, "invalid-request", "points do not suit the reward.");
        else
        {
            var fingerprint = SHA256.HashData(
                JsonSerializer.SerializeToUtf8Bytes(body, PeerJson.Plain.RedemptionRequest)
            );
            var request = new WriteRequest(caller, http.Member(), terms, key, fingerprint, calls.Now);
            await Book(http, request, points, worthFen);
        }
    }

    private async Task Book(HttpContext http, WriteRequest request, long points, long worthFen)
    {
        byte[] answer;
        await using (var wallet = await LockedWallet.Lock(database, request, http.RequestAborted))
        {
            if (wallet is null || wallet.First is not null)
            {
                await http.AnswerUnbooked(wallet, request);
                return;
            }
            var available = wallet.Lots.Sum(lot => lot.Points);
            if (available < points)
            {
                await http.Refuse(
                    StatusCodes.Status409Conflict,
                    "not-enough-points",
                    $"{points} points are needed and {available} are available."
                );
                return;
            }
            answer = await Write(wallet, request, points, worthFen, http.RequestAborted);
        }
        await http.Answer(StatusCodes.Status201Created, answer);
    }

    private static async Task<byte[]> Write(
        LockedWallet wallet,
        WriteRequest request,
        long points,
        long worthFen,
        CancellationToken ct
    )
    {
        var (taken, after) = Lots.Take(wallet.Lots, points);
        var (reward, id) = (request.Terms.Reward, $"r-{request.Id:N}");
        VoucherView? voucher = reward.VoucherDays is { } days
            ? new(RandomNumberGenerator.GetString(CodeCharacters, CodeLength), request.Today.AddDays(days))
            : null;
        var explanation = Explain(reward, points, worthFen);
        var answer = JsonSerializer.SerializeToUtf8Bytes(
            new RedemptionAnswer(id, "completed", points, worthFen, voucher, taken, explanation, WalletView.Of(after)),
            PeerJson.Plain.RedemptionAnswer
        );
        var entry = new EntryBody(
            $"e-{request.Id:N}",
            "redemption",
            wallet.Sequence + 1,
            request.Now,
            -points,
            [.. taken.Select(lot => lot with { Points = -lot.Points })],
            id,
            explanation,
            wallet.Balance - points
        );
        await using var writes = wallet.CreateBatch();
        foreach (var lot in taken)
            Lots.TakeFrom(writes, wallet.Id, lot);
        AddRedemption(
            writes,
            wallet.Id,
            request.Id,
            new(id, request.Terms.ProgrammeId, reward.Id, request.Now, points, worthFen, voucher, taken)
        );
        writes.AddEntry(wallet, request, entry, answer);
        writes.AddSettlement(request, entry, request.Terms.ProgrammeId);
        await wallet.Commit(writes, ct);
        return answer;
    }

    private static void AddRedemption(NpgsqlBatch writes, long wallet, Guid id, RedemptionBody body)
    {
        writes.Add(
            "INSERT INTO redemption (id, wallet, status, body) VALUES ($1, $2, 'completed', $3)",
            Parameter.Of(id),
            Parameter.Of(wallet),
            Parameter.Json(JsonSerializer.SerializeToUtf8Bytes(body, PeerJson.Plain.RedemptionBody))
        );
        if (body.Voucher is { } voucher)
            writes.Add(
                "INSERT INTO voucher (code, redemption) VALUES ($1, $2)",
                Parameter.Of(voucher.Code),
                Parameter.Of(id)
            );
    }

    private static ExplanationLine[] Explain(Reward reward, long points, long worthFen) =>
        [
            new(
                reward.Id,
                -points,
                string.Create(CultureInfo.InvariantCulture, $"1 × {points} points, worth ¥{worthFen / 100m:0.00}")
            ),
        ];
}

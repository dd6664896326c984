using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace Points.Benchmarks.Peer;

/// <summary>Books purchases. An order number earns once, whoever the member.</summary>
internal sealed class Accruals(NpgsqlDataSource database, Budgets budgets, WriteCall calls)
{
    public async Task Post(HttpContext http)
    {
        if (await calls.Begin(http, PeerJson.Plain.AccrualRequest) is not var (caller, key, body))
            return;
        if (body.FindError(calls.Now) is { } error)
            await http.Refuse(StatusCodes.Status400BadRequest, "invalid-request", error);
        else if (!caller.MayReport(body.MerchantId!))
            await http.Refuse(StatusCodes.Status403Forbidden, "forbidden", "The purchase is another merchant's.");
        else if (!Terms.All.TryGetValue(body.ProgrammeId!, out var terms))
            await http.Refuse(StatusCodes.Status404NotFound, "programme-not-found", "There is no such programme.");
        else
        {
            var order = JsonSerializer.SerializeToUtf8Bytes(body, PeerJson.Plain.AccrualRequest);
            var fingerprint = SHA256.HashData(order);
            var request = new WriteRequest(caller, http.Member(), terms, key, fingerprint, calls.Now);
            await Book(http, request, body, order);
        }
    }

    private async Task Book(HttpContext http, WriteRequest request, AccrualRequest body, byte[] order)
    {
        var points = Terms.PointsFor(body.TotalFen);
        var budget = budgets.Of(request.Terms.ProgrammeId);
        if (!await budget.TryTake(points, request.Period, http.RequestAborted))
        {
            await http.Refuse(StatusCodes.Status409Conflict, "budget-exhausted", "The month's budget is used up.");
            return;
        }
        // After any other fault, the purchase may be booked. Then its points stay taken.
        try
        {
            if (!await TryBook(http, request, body, order, points))
                budget.GiveBack(points, request.Period);
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            budget.GiveBack(points, request.Period);
            await RefuseOrder(http, body);
        }
    }

    /// <returns>False if the purchase is a repeat, or is refused.</returns>
    private async Task<bool> TryBook(
        HttpContext http,
        WriteRequest request,
        AccrualRequest body,
        byte[] order,
        long points
    )
    {
        byte[] answer;
        await using (var wallet = await LockedWallet.Lock(database, request, http.RequestAborted))
        {
            if (wallet is null || wallet.First is not null)
            {
                await http.AnswerUnbooked(wallet, request);
                return false;
            }
            var lot = new LotView(points, Terms.ExpiryOf(request.Today), body.MerchantId!);
            var explanation = Explain(body.TotalFen, points);
            var after = WalletView.Of(Lots.Add(wallet.Lots, lot));
            answer = JsonSerializer.SerializeToUtf8Bytes(
                new AccrualAnswer($"e-{request.Id:N}", points, explanation, after),
                PeerJson.Plain.AccrualAnswer
            );
            var entry = new EntryBody(
                $"e-{request.Id:N}",
                "accrual",
                wallet.Sequence + 1,
                request.Now,
                points,
                points > 0 ? [lot] : [],
                body.OrderId!,
                explanation,
                wallet.Balance + points
            );
            await using var writes = wallet.CreateBatch();
            AddOrder(writes, request, body, order);
            if (points > 0)
                Lots.AddTo(writes, wallet.Id, lot);
            writes.AddEntry(wallet, request, entry, answer);
            if (points > 0)
                writes.AddSettlement(request, entry, body.MerchantId!);
            await wallet.Commit(writes, http.RequestAborted);
        }
        await http.Answer(StatusCodes.Status201Created, answer);
        return true;
    }

    private static void AddOrder(NpgsqlBatch writes, WriteRequest request, AccrualRequest body, byte[] order) =>
        writes.Add(
            "INSERT INTO purchase (merchant, number, entry, body) VALUES ($1, $2, $3, $4)",
            Parameter.Of(body.MerchantId!),
            Parameter.Of(body.OrderId!),
            Parameter.Of(request.Id),
            Parameter.Json(order)
        );

    private static ExplanationLine[] Explain(long totalFen, long points) =>
        [
            new(
                "base",
                points,
                string.Create(CultureInfo.InvariantCulture, $"¥{totalFen / 100m:0.00} × 1 per ¥1, rounded down")
            ),
        ];

    private async Task RefuseOrder(HttpContext http, AccrualRequest body)
    {
        await using var find = database.CreateCommand("SELECT entry FROM purchase WHERE merchant = $1 AND number = $2");
        find.Parameters.Add(Parameter.Of(body.MerchantId!));
        find.Parameters.Add(Parameter.Of(body.OrderId!));
        var entry = (Guid?)await find.ExecuteScalarAsync(http.RequestAborted);
        await http.Refuse(
            StatusCodes.Status409Conflict,
            "order-already-accrued",
            $"This order has already earned points, in entry e-{entry:N}."
        );
    }
}

using System.Security.Cryptography;
using System.Text.Json;
using Npgsql;

namespace Points.Benchmarks.Peer;

/// <summary>The statements that every change of a wallet needs.</summary>
internal static class LedgerWrites
{
    /// <summary>Adds the next entry of the hash chain, and the wallet after it.</summary>
    /// <param name="body">With the entry's number in the wallet, and the points that the wallet has after it.</param>
    /// <param name="answer">What a repeat of the request gets.</param>
    public static void AddEntry(
        this NpgsqlBatch batch,
        LockedWallet wallet,
        WriteRequest request,
        EntryBody body,
        byte[] answer
    )
    {
        var text = JsonSerializer.SerializeToUtf8Bytes(body, PeerJson.Plain.EntryBody);
        var hash = Hash(wallet.Head, text);
        batch.Add(
            "UPDATE wallet SET balance = $2, sequence = $3, head = $4 WHERE id = $1",
            Parameter.Of(wallet.Id),
            Parameter.Of(body.BalanceAfter),
            Parameter.Of(body.Sequence),
            Parameter.Of(hash)
        );
        batch.Add(
            "INSERT INTO entry (wallet, sequence, id, points, hash, body, fingerprint, answer)"
                + " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            Parameter.Of(wallet.Id),
            Parameter.Of(body.Sequence),
            Parameter.Of(request.Id),
            Parameter.Of(body.Points),
            Parameter.Of(hash),
            Parameter.Json(text),
            Parameter.Of(request.Fingerprint),
            Parameter.Of(answer)
        );
    }

    /// <summary>Tells settlement about the points that an entry moved.</summary>
    public static void AddSettlement(this NpgsqlBatch batch, WriteRequest request, EntryBody body, string merchantId)
    {
        var message = new SettlementMessage(
            body.EntryId,
            body.Kind,
            request.Terms.ProgrammeId,
            merchantId,
            body.At,
            body.Lots
        );
        batch.Add(
            "INSERT INTO outbox (body) VALUES ($1)",
            Parameter.Json(JsonSerializer.SerializeToUtf8Bytes(message, PeerJson.Plain.SettlementMessage))
        );
    }

    /// <summary>The digest over the entry before and the text of this one.</summary>
    private static byte[] Hash(byte[] head, byte[] body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(head);
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}

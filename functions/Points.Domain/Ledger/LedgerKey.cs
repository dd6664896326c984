using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Points.Domain.Ledger;

/// <summary>
/// The name of a member's ledgers in whatever outlives the member: hash chains, anchors, flows, claims, and the other
/// side of transfers. It is random, so that it leads to nobody once the member is erased (decision 27).
/// </summary>
/// <param name="Value">128 random bits as base64url.</param>
/// <param name="HasPlainIds">
/// Whether the member enrolled before keys were introduced. Then the chains begin with a digest of the member's id, and
/// the ids of documents are digests without a key, so that repeats of earlier requests are found.
/// </param>
public sealed record LedgerKey(string Value, bool HasPlainIds = false)
{
    /// <summary>
    /// Turns a digest of callers' text into one that only this member has: without the key, nobody can check a guess.
    /// </summary>
    public string Protect(string digest) => HasPlainIds ? digest : ProtectText(digest);

    /// <summary>A digest of any text, which only this member has, so that it says nothing once the text is erased.</summary>
    public string ProtectText(string text)
    {
        Span<byte> code = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Encoding.ASCII.GetBytes(Value), Encoding.UTF8.GetBytes(text), code);
        return Base64Url.EncodeToString(code);
    }
}

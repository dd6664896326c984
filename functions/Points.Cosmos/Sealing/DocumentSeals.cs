using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Points.Domain;
using Points.Domain.Keys;

namespace Points.Cosmos.Sealing;

/// <summary>
/// Writes MACs into the documents that decide points, and checks them when documents are read. The key is in memory, so
/// this costs no request. The seals belong to a client: all that is stored through it has them (decision 59).
/// </summary>
/// <param name="acceptUnsealedUntil">
/// Until when documents without a MAC are accepted: those of a version that wrote none. Null if none are.
/// </param>
/// <param name="onAltered">Called before a read fails because a document was altered.</param>
public sealed class DocumentSeals(
    KeyVersions keys,
    TimeProvider clock,
    DateTimeOffset? acceptUnsealedUntil,
    Func<AlteredDocumentException, CancellationToken, Task> onAltered
)
{
    // Members that begin so count as the store's own: a version of the app without MACs drops them when it rewrites a
    // document, and leaves none that is out of date.
    internal const string MacName = "_mac",
        FactsMacName = "_factsMac",
        RecentMacName = "_recentMac";

    private const int MacBytes = 16;

    private static readonly ConditionalWeakTable<CosmosClient, DocumentSeals> OfClients = [];

    private static readonly DocumentPart[] Parts = [DocumentPart.Main, DocumentPart.Facts, DocumentPart.Recent];

    internal static void Attach(CosmosClient client, DocumentSeals seals) => OfClients.AddOrUpdate(client, seals);

    /// <returns>Null if the client's documents have no seals.</returns>
    internal static DocumentSeals? Of(Container container) =>
        OfClients.TryGetValue(container.Database.Client, out var seals) ? seals : null;

    /// <summary>Checks the MACs of a document.</summary>
    /// <exception cref="AlteredDocumentException">It is not as it was stored.</exception>
    internal void Check(ReadOnlySpan<byte> json)
    {
        var document = CanonicalDocument.Read(json);
        var (isIntact, partition, id) = (IsIntact(document), document.MemberId, document.Id);
        document.GiveBack();
        if (!isIntact)
            throw new AlteredDocumentException(partition, id);
    }

    /// <inheritdoc cref="Check(ReadOnlySpan{byte})"/>
    internal void Check(JsonElement document) => Check(JsonMarshal.GetRawUtf8Value(document));

    /// <summary>Checks a document, and reports it before the check fails.</summary>
    /// <inheritdoc cref="Check(ReadOnlySpan{byte})"/>
    internal async Task CheckOrReport(JsonElement document, CancellationToken ct)
    {
        try
        {
            Check(document);
        }
        catch (AlteredDocumentException altered)
        {
            await Report(altered, ct);
            throw;
        }
    }

    internal Task Report(AlteredDocumentException altered, CancellationToken ct) => onAltered(altered, ct);

    /// <summary>The document with its MACs.</summary>
    internal ReadOnlyMemory<byte> Seal(ReadOnlyMemory<byte> json)
    {
        var document = CanonicalDocument.Read(json.Span);
        var macs = new StringBuilder();
        foreach (var part in Parts)
            if (part == DocumentPart.Main || document.Has(part))
                macs.Append(",\"").Append(NameOf(part)).Append("\":\"").Append(MacOf(document, part)).Append('"');
        macs.Append('}');
        document.GiveBack();
        var body = new byte[json.Length - 1 + macs.Length];
        json.Span[..^1].CopyTo(body);
        Encoding.ASCII.GetBytes(macs.ToString(), body.AsSpan(json.Length - 1));
        return body;
    }

    /// <summary>The MAC of a member that is replaced without reading its document.</summary>
    /// <returns>The name of the member with the MAC, and its JSON.</returns>
    internal (string Path, ReadOnlyMemory<byte> Json) SealMember(
        string id,
        string memberId,
        string name,
        ReadOnlyMemory<byte> value
    )
    {
        var document = CanonicalDocument.ReadMember(id, memberId, name, value.Span);
        var part = Parts.Single(it => document.Has(it));
        var mac = MacOf(document, part);
        document.GiveBack();
        return ($"/{NameOf(part)}", Encoding.ASCII.GetBytes($"\"{mac}\""));
    }

    private bool IsIntact(CanonicalDocument document)
    {
        if (document.MacOf(DocumentPart.Main) is null)
            return clock.GetUtcNow() <= acceptUnsealedUntil;
        foreach (var part in Parts)
            if ((part == DocumentPart.Main || document.Has(part)) && !IsIntact(document, part))
                return false;
        return true;
    }

    private bool IsIntact(CanonicalDocument document, DocumentPart part)
    {
        if (document.MacOf(part) is not { } stored)
            return false;
        foreach (var key in keys.All)
            if (
                CryptographicOperations.FixedTimeEquals(
                    Encoding.ASCII.GetBytes(MacOf(document, part, key)),
                    Encoding.ASCII.GetBytes(stored)
                )
            )
                return true;
        return false;
    }

    private string MacOf(CanonicalDocument document, DocumentPart part) => MacOf(document, part, keys.Current);

    private static string MacOf(CanonicalDocument document, DocumentPart part, SecretKey key)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key.Bytes);
        Span<byte> result = stackalloc byte[HMACSHA256.HashSizeInBytes];
        // A part names its document, so that it cannot be moved to another one.
        mac.AppendData(Encoding.UTF8.GetBytes($"points-document\n{part}\n{document.Id}\n{document.MemberId}\n"));
        mac.AppendData(document.BytesOf(part));
        mac.GetHashAndReset(result);
        return Base64Url.EncodeToString(result[..MacBytes]);
    }

    private static string NameOf(DocumentPart part) =>
        part switch
        {
            DocumentPart.Main => MacName,
            DocumentPart.Facts => FactsMacName,
            DocumentPart.Recent => RecentMacName,
            DocumentPart.None => throw new ArgumentException("this part has no MAC", nameof(part)),
        };
}

/// <summary>Gives seals to clients.</summary>
public static class SealedClient
{
    /// <summary>Seals all that is stored through the client from now on, and checks all that is read.</summary>
    public static CosmosClient WithSeals(this CosmosClient client, DocumentSeals seals)
    {
        DocumentSeals.Attach(client, seals);
        return client;
    }
}

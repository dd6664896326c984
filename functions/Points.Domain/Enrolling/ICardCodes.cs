namespace Points.Domain.Enrolling;

/// <summary>Stores card codes.</summary>
public interface ICardCodes
{
    /// <param name="code">The code itself, of which only a digest under the deployment's key is stored.</param>
    Task Add(string code, CardCode card, CancellationToken ct);

    /// <returns>The card of a code; null if there is none. It may have ended.</returns>
    Task<CardCode?> Find(string code, CancellationToken ct);
}

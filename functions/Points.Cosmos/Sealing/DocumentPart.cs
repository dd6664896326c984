namespace Points.Cosmos.Sealing;

/// <summary>
/// A part of a document with a MAC of its own. Most documents are one part. A wallet has parts that are replaced without
/// reading the wallet.
/// </summary>
internal enum DocumentPart
{
    /// <summary>Everything that no other part has.</summary>
    Main,

    /// <summary>A wallet's copy of the member's facts.</summary>
    Facts,

    /// <summary>What the member bought last. It is removed when the member withdraws their consent.</summary>
    Recent,

    /// <summary>
    /// What has no MAC: members of the store, times at which jobs look at a wallet, what members were notified of, and
    /// that a member is being erased.
    /// </summary>
    None,
}

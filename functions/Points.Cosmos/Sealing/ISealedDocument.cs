namespace Points.Cosmos.Sealing;

/// <summary>
/// A document that decides points. It is stored with a MAC over all that it says, so that a change by others is found
/// when it is read (decision 59).
/// </summary>
internal interface ISealedDocument;

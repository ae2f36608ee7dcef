namespace Laurel.Server.Wallets;

/// <summary>Where members carry their cards, and how it learns that one has changed.</summary>
internal interface IWallet
{
    /// <summary>apple or google.</summary>
    string Id { get; }

    /// <exception cref="WalletException">It could not be told; it is told again later.</exception>
    Task UpdateAsync(OpenOrganization organization, KeptPass kept, Pass pass, CancellationToken stop);

    /// <summary>The card is nobody's any more.</summary>
    /// <exception cref="WalletException">It could not be told; it is told again later.</exception>
    Task EndAsync(KeptPass kept, CancellationToken stop);
}

/// <summary>A wallet could not be reached or answered something else than it should.</summary>
internal sealed class WalletException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Telling it the same again would come to the same.</summary>
    public bool IsRefused { get; init; }
}

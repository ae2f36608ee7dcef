namespace Laurel.Server.Wallets;

/// <summary>What the makers of wallets give a merchant, without which no card can be put into them.</summary>
internal sealed record WalletOptions
{
    /// <summary>The file of Apple's pass type certificate with its key and the certificates above it (PKCS#12).</summary>
    public string? AppleCertificate { get; init; }
    public string? ApplePassword { get; init; }

    /// <summary>Where Apple is told that a card has changed.</summary>
    public Uri ApplePush { get; init; } = new("https://api.push.apple.com");

    /// <summary>The key file of a service account that may write to Google Wallet (JSON).</summary>
    public string? GoogleAccount { get; init; }

    /// <summary>The number of the merchant at Google Wallet.</summary>
    public string? GoogleIssuer { get; init; }
    public Uri Google { get; init; } = new("https://walletobjects.googleapis.com");
    public Uri GoogleSave { get; init; } = new("https://pay.google.com/gp/v/save/");

    public static WalletOptions Read(IConfiguration environment) => new()
    {
        AppleCertificate = environment["AppleWallet"] is { Length: > 0 } appleWallet ? appleWallet : null,
        ApplePassword = environment["AppleWalletPassword"] is { Length: > 0 } appleWalletPassword ? appleWalletPassword : null,
        GoogleAccount = environment["GoogleWallet"] is { Length: > 0 } googleWallet ? googleWallet : null,
        GoogleIssuer = environment["GoogleWalletIssuer"] is { Length: > 0 } googleWalletIssuer ? googleWalletIssuer : null,
    };
}

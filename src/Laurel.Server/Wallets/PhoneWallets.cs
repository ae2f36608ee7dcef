namespace Laurel.Server.Wallets;

/// <summary>The wallets that the operator has set up; none unless she did.</summary>
internal sealed class PhoneWallets : IDisposable
{
    /// <exception cref="MisuseException">What was set up cannot be used.</exception>
    public PhoneWallets(ServerOptions server, TimeProvider clock)
    {
        var options = server.Wallets;
        if (options.AppleCertificate is { } certificate)
            Apple = new AppleWallet(AppleCertificate.Read(certificate, options.ApplePassword), options.ApplePush);
        if (options.GoogleAccount is { } account)
        {
            Google = new GoogleWallet(GoogleAccount.Read(account),
                options.GoogleIssuer ?? throw new MisuseException("Laurel__GoogleWalletIssuer: say the merchant's number at Google Wallet."), options, clock);
        }
    }

    public AppleWallet? Apple { get; }

    public GoogleWallet? Google { get; }

    public bool Any => Apple is not null || Google is not null;

    public IWallet? Of(string id) => id switch
    {
        AppleWallet.Name => Apple,
        GoogleWallet.Name => Google,
        _ => null,
    };

    public void Dispose()
    {
        Apple?.Dispose();
        Google?.Dispose();
    }
}
